/** A project owns endpoints and tasks, and has members with a role each. */
@NullMarked
package org.godwit.project;

import org.jspecify.annotations.NullMarked;
