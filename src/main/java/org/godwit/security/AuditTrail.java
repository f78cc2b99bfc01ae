package org.godwit.security;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads what the audit has written, newest first. */
@ApplicationScoped
public final class AuditTrail {
  /** Entries on one page. */
  public static final int PAGE = 50;

  private final CurrentUser currentUser;

  AuditTrail(CurrentUser currentUser) {
    this.currentUser = currentUser;
  }

  /**
   * One page.
   *
   * @param page from 0
   * @throws NotAllowed for everybody but admins
   */
  public Page read(AuditFilter filter, int page) {
    currentUser.require(Role.ADMIN);
    Map<String, Object> values = new HashMap<>();
    String where = String.join(" and ", conditions(filter, values));
    PanacheQuery<AuditEntry> query = AuditEntry.find(where + " order by at desc, id desc", values);
    long total = query.count();
    int last = (int) Math.max(0, (total - 1) / PAGE);
    int shown = Math.clamp(page, 0, last);
    return new Page(query.page(shown, PAGE).list(), total, shown, last);
  }

  /** The kinds that occur, for the filter. */
  public List<String> kinds() {
    return AuditEntry.<AuditEntry>find("select distinct e.subjectKind from AuditEntry e order by 1")
        .project(String.class)
        .list();
  }

  private static List<String> conditions(AuditFilter filter, Map<String, Object> values) {
    List<String> conditions = new ArrayList<>();
    conditions.add("1 = 1");
    if (!filter.text().isBlank()) {
      conditions.add(
          "(lower(actor) like :text escape '!' or lower(subject) like :text escape '!'"
              + " or action like :text escape '!')");
      values.put("text", "%" + escaped(filter.text().strip()) + "%");
    }
    if (!filter.kind().isBlank()) {
      conditions.add("subjectKind = :kind");
      values.put("kind", filter.kind());
    }
    if (filter.from() != null) {
      conditions.add("at >= :from");
      values.put("from", filter.from());
    }
    if (filter.until() != null) {
      conditions.add("at < :until");
      values.put("until", filter.until());
    }
    return conditions;
  }

  private static String escaped(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1");
  }

  /**
   * Entries, and where they stand among all that the filter lets through.
   *
   * @param entries newest first
   * @param total how many there are
   * @param page which page this is, from 0
   * @param last the last page there is, from 0
   */
  public record Page(List<AuditEntry> entries, long total, int page, int last) {
    /** The first entry's place, from 1; 0 where there is none. */
    public long first() {
      return entries.isEmpty() ? 0 : (long) page * PAGE + 1;
    }

    /** The last entry's place. */
    public long end() {
      return (long) page * PAGE + entries.size();
    }
  }
}
