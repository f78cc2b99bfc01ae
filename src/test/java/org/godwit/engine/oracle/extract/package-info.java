/** Tests of Oracle's schemas by their dictionary. */
@org.jspecify.annotations.NullMarked
package org.godwit.engine.oracle.extract;
