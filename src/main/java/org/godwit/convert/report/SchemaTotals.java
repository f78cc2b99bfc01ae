package org.godwit.convert.report;

/**
 * What one schema came to.
 *
 * @param schema empty where the scripts name none
 */
public record SchemaTotals(String server, String schema, Totals storage, Totals code, Totals all) {}
