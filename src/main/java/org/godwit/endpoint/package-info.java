/** Stored connections to databases: described, tested, looked into, their passwords sealed. */
@NullMarked
package org.godwit.endpoint;

import org.jspecify.annotations.NullMarked;
