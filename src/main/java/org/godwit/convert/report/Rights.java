package org.godwit.convert.report;

import java.util.ArrayList;
import java.util.List;
import org.godwit.convert.ConvertedObject;
import org.godwit.convert.Piece;
import org.godwit.convert.Standing;
import org.godwit.sql.Ddl;
import org.godwit.sql.Kept;
import org.godwit.sql.Name;

/** Users, roles and what they may do, as the scripts say it. Passwords aren't among it. */
public record Rights(List<Principal> principals, List<Grant> grants) {

  /**
   * A user or role that a script makes.
   *
   * @param kind {@code USER} or {@code ROLE}
   */
  public record Principal(String server, String kind, String name, Standing standing) {}

  /**
   * A GRANT or REVOKE.
   *
   * @param on an object's name; empty for roles and privileges of the system
   * @param standing of the object that it is about
   */
  public record Grant(
      String server,
      boolean isRevoke,
      String privileges,
      String on,
      String to,
      String file,
      int line,
      Standing standing) {}

  static Rights of(List<AssessedObject> objects) {
    List<Principal> principals = new ArrayList<>();
    List<Grant> grants = new ArrayList<>();
    for (AssessedObject assessed : objects) {
      ConvertedObject object = assessed.object();
      for (Piece piece : object.source().pieces()) {
        switch (piece.statement()) {
          case Ddl.CreatePrincipal it ->
              principals.add(
                  new Principal(
                      assessed.server(), it.kind(), it.name().toString(), assessed.standing()));
          case Kept it -> it.grant().ifPresent(grant -> grants.add(grant(assessed, piece, grant)));
          case Ddl.Grant it -> grants.add(grant(assessed, piece, it));
          default -> {
            // Says nothing about rights.
          }
        }
      }
    }
    return new Rights(List.copyOf(principals), List.copyOf(grants));
  }

  private static Grant grant(AssessedObject assessed, Piece piece, Ddl.Grant it) {
    return new Grant(
        assessed.server(),
        it.isRevoke(),
        String.join(", ", it.privileges()),
        it.on().map(Name::toString).orElse(""),
        String.join(", ", it.grantees().stream().map(Name::toString).toList()),
        piece.file().name(),
        piece.line(),
        assessed.standing());
  }
}
