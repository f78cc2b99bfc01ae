@NullMarked
package org.godwit.convert.report;

import org.jspecify.annotations.NullMarked;
