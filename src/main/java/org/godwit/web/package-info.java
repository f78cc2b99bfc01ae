/** The console's pages: one class a noun, their templates, and the frame around them. */
@NullMarked
package org.godwit.web;

import org.jspecify.annotations.NullMarked;
