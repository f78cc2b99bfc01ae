package org.godwit.engine;

import org.godwit.catalog.Column;

/**
 * One column that a server shall render.
 *
 * @param reference the column as SQL names it, quoted
 * @param column as the server's catalog describes it
 * @param form how
 * @param alterations what the load was told to alter; {@link Alterations#NONE} on a target
 */
public record CanonicalColumn(
    String reference, Column column, CanonicalForm form, Alterations alterations) {}
