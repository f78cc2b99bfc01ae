package org.godwit.convert;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.godwit.convert.postgresql.PostgresNames;
import org.godwit.sql.Ddl;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Statement;

/** Which users and roles a statement is about. */
final class Principals {
  private static final Set<ObjectKind> KIND = EnumSet.of(ObjectKind.SCHEMA_USER);

  /** Privileges of the system that are one word, and roles that come with the source. */
  private static final Pattern OF_SERVER =
      Pattern.compile(
          "CONNECT|RESOURCE|DBA|PDB_DBA|CDB_DBA|SYS(DBA|OPER|BACKUP|DG|KM|RAC|ASM)|AUDIT_(ADMIN|VIEWER)"
              + "|(SELECT|EXECUTE|DELETE)_CATALOG_ROLE|(IMP|EXP)_FULL_DATABASE|DATAPUMP_\\w+"
              + "|(RECOVERY_CATALOG|SCHEDULER|HS|AQ|EM|OEM|LBAC|DV|GSM|XDB|OLAP|OPTIMIZER|LOGSTDBY)_\\w+"
              + "|AUTHENTICATEDUSER|XDBADMIN|CTXAPP|JAVA\\w+|EJBCLIENT|WM_ADMIN_ROLE|GATHER_SYSTEM_STATISTICS"
              + "|ADM_PARALLEL_EXECUTE_TASK|DB_DEVELOPER_ROLE|SODA_APP|ORDADMIN|SPATIAL_\\w+|DBFS_ROLE|CAPTURE_ADMIN"
              + "|ACCHK_READ|PROVISIONER|GLOBAL_AQ_USER_ROLE|GDS_CATALOG_SELECT|CWM_USER|OWB\\w*|PPLB_ROLE");

  private Principals() {}

  /** Whether it makes, changes or drops a user or role, or grants roles and the system's rights. */
  static boolean isAbout(Statement statement) {
    return switch (statement) {
      case Ddl.Grant it -> it.on().isEmpty();
      case Ddl.Alter it -> isKind(it.kind());
      case Ddl.Drop it -> isKind(it.kind());
      default -> false;
    };
  }

  private static boolean isKind(String words) {
    return words.equals("USER") || words.equals("ROLE");
  }

  /** Whose such a statement is; empty where the scripts make none of them and grant no role. */
  static Optional<ObjectId> owner(SchemaModel model, Statement statement) {
    return switch (statement) {
      case Ddl.Alter it -> made(model, it.name());
      case Ddl.Drop it -> made(model, it.name());
      case Ddl.Grant it -> {
        List<Identifier> roles = roles(it);
        Optional<ObjectId> first = named(model, it).stream().findFirst();
        yield first.or(
            () ->
                it.grantees().stream()
                    .filter(to -> !roles.isEmpty() && !to.is("PUBLIC"))
                    .map(to -> ObjectId.of(ObjectKind.SCHEMA_USER, Name.of(to.last())))
                    .findFirst());
      }
      default -> Optional.empty();
    };
  }

  /** The user or role of that name; empty where the scripts don't make it. */
  static Optional<ObjectId> made(SchemaModel model, Name name) {
    return model.find(Name.of(name.last()), KIND);
  }

  /** What the scripts make of those that a statement grants something, and of roles it grants. */
  static List<ObjectId> named(SchemaModel model, Statement statement) {
    List<ObjectId> found = new ArrayList<>();
    if (statement instanceof Ddl.Grant it) {
      it.grantees().forEach(to -> made(model, to).ifPresent(found::add));
      roles(it).forEach(role -> made(model, Name.of(role)).ifPresent(found::add));
    }
    return List.copyOf(found);
  }

  /** The roles that are granted, as the target spells them. */
  static List<Identifier> roles(Ddl.Grant grant) {
    return grant.on().isPresent()
        ? List.of()
        : grant.privileges().stream().filter(Principals::isRole).map(Principals::role).toList();
  }

  /** Whether a person made what is granted by that word, and not the source's vendor. */
  static boolean isRole(String privilege) {
    String name = stored(privilege);
    boolean isQuoted = privilege.startsWith("\"");
    return (isQuoted || name.indexOf(' ') < 0) && !OF_SERVER.matcher(name).matches();
  }

  /** A role's name in a list of privileges, as the target spells it. */
  static Identifier role(String privilege) {
    return ReservedNames.role(new PostgresNames().of(new Identifier(stored(privilege), true)));
  }

  /** As the source keeps it, upper case without quotes. */
  static String stored(String privilege) {
    return privilege.startsWith("\"")
        ? privilege.replace("\"", "")
        : privilege.toUpperCase(Locale.ROOT);
  }
}
