/** Everything about MySQL, and what MariaDB shares with it. */
@NullMarked
package org.godwit.engine.mysql;

import org.jspecify.annotations.NullMarked;
