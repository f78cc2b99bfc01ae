/**
 * What tests of several packages need: real servers, and a record of the tests that were skipped.
 */
@NullMarked
package org.godwit.testing;

import org.jspecify.annotations.NullMarked;
