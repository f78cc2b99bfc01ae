package org.godwit.engine.mongodb;

import java.util.List;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EndpointSetting;
import org.godwit.engine.EndpointSetting.Kind;

/** The settings of a MongoDB endpoint, named as DMS names them where it has them. */
enum MongoSettings {
  AUTH_TYPE(
      "AuthType",
      "Authentication mode",
      "password logs in with user and password, no doesn't log in.",
      Kind.CHOICE,
      "password",
      List.of("password", "no")),
  AUTH_MECHANISM(
      "AuthMechanism",
      "Authentication mechanism",
      "default takes the strongest that the server has for the user.",
      Kind.CHOICE,
      "default",
      List.of("default", "scram_sha_1", "scram_sha_256")),
  AUTH_SOURCE(
      "AuthSource",
      "Authentication source",
      "The database that the user was created in.",
      Kind.TEXT,
      "admin",
      List.of()),
  NESTING_LEVEL(
      "NestingLevel",
      "Metadata mode",
      "none moves each document whole, as JSON in the column _doc; one makes a column of each field"
          + " and, for fields that hold a document, of each of its fields.",
      Kind.CHOICE,
      "none",
      List.of("none", "one")),
  EXTRACT_DOC_ID(
      "ExtractDocId",
      "_id as a column",
      "With metadata mode none: a column _id beside _doc, which is the target's primary key. Without"
          + " it there is no key, and changes can't be followed.",
      Kind.BOOLEAN,
      "true",
      List.of()),
  DOCS_TO_INVESTIGATE(
      "DocsToInvestigate",
      "Documents to investigate",
      "With metadata mode one: how many documents of each collection are looked at to find its"
          + " columns, in the order of _id; 0 for all of them.",
      Kind.NUMBER,
      "1000",
      List.of()),
  EXTENDED_JSON(
      "ExtendedJson",
      "Extended JSON",
      "How documents are written: relaxed has plain numbers, canonical names the type of every"
          + " number.",
      Kind.CHOICE,
      "relaxed",
      List.of("relaxed", "canonical")),
  POST_IMAGES(
      "PostImages",
      "Post-images of changes",
      "Takes an updated document as the update left it (MongoDB 6.0 and later), for which each"
          + " collection must keep changeStreamPreAndPostImages. Without it the document is looked up"
          + " when its change is read.",
      Kind.BOOLEAN,
      "false",
      List.of()),
  REPLICA_SET(
      "ReplicaSet",
      "Replica set",
      "The set's name: its other members are then found by the one that the endpoint names, and"
          + " whichever is the primary is read. Empty reads the named server alone.",
      Kind.TEXT,
      "",
      List.of()),
  FURTHER_HOSTS(
      "FurtherHosts",
      "Further hosts",
      "Other members of the replica set, or other mongos: host:port, with commas between.",
      Kind.TEXT,
      "",
      List.of()),
  SRV_RECORD(
      "SrvRecord",
      "DNS seed list",
      "The host is a name whose DNS records list the servers (mongodb+srv://); the port field is not"
          + " used.",
      Kind.BOOLEAN,
      "false",
      List.of()),
  READ_PREFERENCE(
      "ReadPreference",
      "Read preference",
      "Which members of a replica set documents are read from.",
      Kind.CHOICE,
      "primary",
      List.of("primary", "primaryPreferred", "secondary", "secondaryPreferred", "nearest")),
  CONNECTION_TIMEOUT(
      "ConnectionTimeout",
      "Connect timeout (seconds)",
      "How long to wait for a server that can be read from.",
      Kind.NUMBER,
      "10",
      List.of());

  private final EndpointSetting setting;

  MongoSettings(
      String id, String label, String help, Kind kind, String defaultValue, List<String> choices) {
    setting = new EndpointSetting(id, label, help, kind, defaultValue, choices);
  }

  static List<EndpointSetting> all() {
    return List.of(values()).stream().map(value -> value.setting).toList();
  }

  /** The endpoint's value or the default. */
  String in(EndpointConfig config) {
    return setting.in(config);
  }

  /** Whether a setting that is one of yes and no is on. */
  boolean isOn(EndpointConfig config) {
    return in(config).equals("true");
  }
}
