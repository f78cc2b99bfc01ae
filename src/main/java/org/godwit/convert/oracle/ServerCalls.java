package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Code;
import org.godwit.sql.Expression;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Statement;

/**
 * Calls that concern the server: DBMS_MVIEW.REFRESH executes REFRESH MATERIALIZED VIEW, statistics
 * are gathered by the target itself, and of jobs, for which it has no clock, an action item says
 * how the extension pg_cron would be asked.
 */
final class ServerCalls {
  private static final Pattern PART = Pattern.compile("([A-Z]+)=([^;]+)");
  private static final Map<String, String> DAYS =
      Map.of("SUN", "0", "MON", "1", "TUE", "2", "WED", "3", "THU", "4", "FRI", "5", "SAT", "6");

  private final Items items;

  ServerCalls(Items items) {
    this.items = items;
  }

  /** What the call becomes; empty where it is none of those. */
  Optional<Statement> standard(Expression.Call call, Place place) {
    String name = call.function().toString().toUpperCase(Locale.ROOT).replaceFirst("^SYS\\.", "");
    List<Expression> all = call.arguments().stream().map(Expression.Argument::value).toList();
    if (name.startsWith("DBMS_STATS.") || name.equals("DBMS_SESSION.SET_NLS")) {
      items.add(ActionCode.LEFT_OUT, place, call.function());
      return Optional.of(new Code.Nothing(place));
    }
    if (name.startsWith("DBMS_JOB.") || name.startsWith("DBMS_SCHEDULER.")) {
      items.block(ActionCode.JOB, place, call.function(), scheduled(name, call.arguments()));
      return Optional.of(new Code.Nothing(place));
    }
    boolean isRefresh = name.equals("DBMS_MVIEW.REFRESH") || name.equals("DBMS_SNAPSHOT.REFRESH");
    return switch (isRefresh && !all.isEmpty() ? "REFRESH" : name + "/" + all.size()) {
      case "REFRESH" -> Optional.of(refreshed(all.getFirst(), place));
      case "DBMS_UTILITY.EXEC_DDL_STATEMENT/1" -> {
        items.add(ActionCode.DYNAMIC_SQL, place);
        yield Optional.of(executed(all.getFirst(), place));
      }
      default -> Optional.empty();
    };
  }

  private static Statement executed(Expression text, Place place) {
    return new Code.Execute(text, Optional.empty(), List.of(), Optional.empty(), place);
  }

  /** How rows are found that have changed is the target's own matter: it makes all anew. */
  private Statement refreshed(Expression names, Place place) {
    items.add(ActionCode.LEFT_OUT, place, "the method of REFRESH");
    Expression words = Tree.string("REFRESH MATERIALIZED VIEW ");
    Optional<String> literal = Tree.text(names);
    if (literal.isEmpty()) {
      return executed(Tree.operation(place, Operator.CONCAT, words, names), place);
    }
    List<Statement> all = new ArrayList<>();
    for (String one : literal.get().split(",", -1)) {
      all.add(executed(Tree.string("REFRESH MATERIALIZED VIEW " + one.strip()), place));
    }
    return all.size() == 1
        ? all.getFirst()
        : new Code.Block(List.of(), List.copyOf(all), List.of(), place);
  }

  /** What pg_cron would be asked; of what isn't said by literals there are words in its place. */
  private static String scheduled(String name, List<Expression.Argument> arguments) {
    boolean isNew = name.endsWith(".SUBMIT") || name.endsWith(".CREATE_JOB");
    if (!isNew) {
      return "with pg_cron cron.unschedule, cron.alter_job or a row of cron.job";
    }
    boolean isJob = name.endsWith(".SUBMIT");
    String job = isJob ? "a name" : argument(arguments, "JOB_NAME", 0).orElse("a name");
    String action =
        argument(arguments, isJob ? "WHAT" : "JOB_ACTION", isJob ? 1 : 2).orElse("its statement");
    String every =
        argument(arguments, isJob ? "INTERVAL" : "REPEAT_INTERVAL", isJob ? 3 : 5)
            .flatMap(ServerCalls::cron)
            .orElse("its schedule");
    return "with pg_cron SELECT cron.schedule('%s', '%s', $$%s$$)"
        .formatted(job.toLowerCase(Locale.ROOT), every, statement(action));
  }

  private static Optional<String> argument(
      List<Expression.Argument> arguments, String name, int at) {
    boolean isNamed = arguments.stream().anyMatch(it -> it.key().isPresent());
    return arguments.stream()
        .filter(
            it ->
                isNamed
                    ? it.key().orElse(null) instanceof Expression.Reference(var key, _)
                        && key.last().is(name)
                    : arguments.indexOf(it) == at)
        .findFirst()
        .flatMap(it -> Tree.text(it.value()));
  }

  /** {@code begin p; end;} is {@code CALL p()}. */
  private static String statement(String action) {
    String one =
        action.strip().replaceFirst("(?is)^begin\\s+", "").replaceFirst("(?is);\\s*end\\s*;?$", "");
    String bare = one.replaceFirst(";\\s*$", "").strip();
    return bare.matches("[\\w.$#\"]+")
        ? "CALL " + bare + "()"
        : bare.matches("(?s)[\\w.$#\"]+\\s*\\([^;]*\\)") ? "CALL " + bare : bare;
  }

  /** The five fields of cron; empty for intervals that they can't say. */
  private static Optional<String> cron(String interval) {
    String words = interval.toUpperCase(Locale.ROOT).replaceAll("\\s", "");
    if (words.matches("(TRUNC\\()?SYSDATE\\)?\\+1")) {
      return Optional.of("0 0 * * *");
    }
    if (words.matches("SYSDATE\\+1/24")) {
      return Optional.of("0 * * * *");
    }
    Matcher minutes = Pattern.compile("SYSDATE\\+(\\d+)/(?:1440|\\(?24\\*60\\)?)").matcher(words);
    if (minutes.matches()) {
      return Optional.of("*/" + minutes.group(1) + " * * * *");
    }
    Map<String, String> parts = new HashMap<>();
    Matcher part = PART.matcher(words);
    while (part.find()) {
      parts.put(part.group(1), part.group(2));
    }
    String minute = parts.getOrDefault("BYMINUTE", "0");
    String hour = parts.getOrDefault("BYHOUR", "0");
    String by = parts.getOrDefault("INTERVAL", "1");
    String each = by.equals("1") ? "*" : "*/" + by;
    return switch (parts.getOrDefault("FREQ", "")) {
      case "MINUTELY" -> Optional.of(each + " * * * *");
      case "HOURLY" -> Optional.of(minute + " " + each + " * * *");
      case "DAILY" -> Optional.of(minute + " " + hour + " " + each + " * *");
      case "WEEKLY" -> weekly(minute, hour, parts.getOrDefault("BYDAY", "SUN"), by);
      case "MONTHLY" ->
          Optional.of(
              "%s %s %s %s *".formatted(minute, hour, parts.getOrDefault("BYMONTHDAY", "1"), each));
      default -> Optional.empty();
    };
  }

  private static Optional<String> weekly(String minute, String hour, String days, String by) {
    List<String> numbers = new ArrayList<>();
    for (String day : days.split(",", -1)) {
      numbers.add(DAYS.getOrDefault(day, ""));
    }
    return by.equals("1") && !numbers.contains("")
        ? Optional.of(minute + " " + hour + " * * " + String.join(",", numbers))
        : Optional.empty();
  }
}
