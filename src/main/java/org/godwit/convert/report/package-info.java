/** What a conversion came to and what is left to do, for people, spreadsheets and programs. */
@NullMarked
package org.godwit.convert.report;

import org.jspecify.annotations.NullMarked;
