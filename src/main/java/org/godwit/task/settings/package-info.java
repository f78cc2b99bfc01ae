/** The DMS task settings document: every key described once, read leniently, printed again. */
@NullMarked
package org.godwit.task.settings;

import org.jspecify.annotations.NullMarked;
