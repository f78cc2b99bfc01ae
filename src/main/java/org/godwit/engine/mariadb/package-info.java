/** MariaDB as far as it is not {@link org.godwit.engine.mysql MySQL}. */
@NullMarked
package org.godwit.engine.mariadb;

import org.jspecify.annotations.NullMarked;
