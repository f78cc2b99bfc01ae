/** MySQL and MariaDB, tried on real servers. */
@NullMarked
package org.godwit.engine.mysql;

import org.jspecify.annotations.NullMarked;
