/** Who may come in, what they may do, what they did, and how secrets are kept. */
@NullMarked
package org.godwit.security;

import org.jspecify.annotations.NullMarked;
