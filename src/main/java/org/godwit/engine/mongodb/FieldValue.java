package org.godwit.engine.mongodb;

import java.math.BigDecimal;
import org.bson.BsonBinary;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.types.Decimal128;
import org.godwit.engine.ReadValue;

/**
 * Puts values into columns. What a column can't hold exactly is an error of its row, which says
 * what it is and what to do.
 */
final class FieldValue {
  private static final long MICROS_A_MILLI = 1000;

  private final ExtendedJson json;

  FieldValue(ExtendedJson json) {
    this.json = json;
  }

  /** Puts one value; null and what is undefined is NULL, but in a column of JSON. */
  void put(BsonValue value, FieldType type, ReadValue into) {
    switch (type) {
      case JSON, DOCUMENT, REST -> json(value, into);
      case ID -> key(value, into);
      case BOOL, INT, LONG, DOUBLE, DECIMAL, STRING, DATE, OBJECT_ID, UUID, BINARY, CODE -> {
        if (value.isNull()) {
          into.setNull();
        } else if (!isPut(value, type, into)) {
          into.setError(misfit(value, type));
        }
      }
    }
  }

  private void json(BsonValue value, ReadValue into) {
    if (value.isNull()) {
      into.setNull();
    } else {
      into.setText(json.text(value));
    }
  }

  private void key(BsonValue value, ReadValue into) {
    String text = json.key(value);
    if (text.codePointCount(0, text.length()) > FieldType.ID_LENGTH_MAX) {
      into.setError(
          "its _id is longer than %d characters, which is as long as a key may be here"
              .formatted(FieldType.ID_LENGTH_MAX));
    } else {
      into.setText(text);
    }
  }

  private static boolean isPut(BsonValue value, FieldType type, ReadValue into) {
    return switch (type) {
      case BOOL -> isPutIf(value.isBoolean(), () -> into.setWhole(truth(value)));
      case INT -> isWhole(value, Integer.MIN_VALUE, Integer.MAX_VALUE, into);
      case LONG -> isWhole(value, Long.MIN_VALUE, Long.MAX_VALUE, into);
      case DOUBLE -> isReal(value, into);
      case DECIMAL -> isDecimal(value, into);
      case STRING -> isText(value, into);
      case DATE -> isMoment(value, into);
      case OBJECT_ID ->
          isPutIf(
              value.isObjectId(), () -> into.setText(value.asObjectId().getValue().toHexString()));
      case UUID ->
          isPutIf(
              FieldType.of(value) == FieldType.UUID,
              () -> into.setText(value.asBinary().asUuid().toString()));
      case BINARY -> isPutIf(value.isBinary(), () -> bytes(value.asBinary(), into));
      case CODE ->
          isPutIf(value.isJavaScript(), () -> into.setText(value.asJavaScript().getCode()));
      case JSON, ID, DOCUMENT, REST -> throw new IllegalArgumentException(type.word());
    };
  }

  private static boolean isPutIf(boolean fits, Runnable put) {
    if (fits) {
      put.run();
    }
    return fits;
  }

  private static long truth(BsonValue value) {
    return value.asBoolean().getValue() ? 1 : 0;
  }

  private static void bytes(BsonBinary value, ReadValue into) {
    into.setBytes(value.getData(), value.getData().length);
  }

  private static boolean isText(BsonValue value, ReadValue into) {
    return isPutIf(value.isString(), () -> into.setText(value.asString().getValue()))
        || isPutIf(value.isSymbol(), () -> into.setText(value.asSymbol().getSymbol()));
  }

  /** A shell's numbers are doubles: those that are whole numbers are taken for such. */
  private static boolean isWhole(BsonValue value, long least, long greatest, ReadValue into) {
    long whole;
    switch (value.getBsonType()) {
      case INT32 -> whole = value.asInt32().getValue();
      case INT64 -> whole = value.asInt64().getValue();
      case DOUBLE -> {
        double real = value.asDouble().getValue();
        whole = (long) real;
        if (Double.compare((double) whole, real) != 0 || whole == Long.MAX_VALUE) {
          return false;
        }
      }
      default -> {
        return false;
      }
    }
    return isPutIf(whole >= least && whole <= greatest, () -> into.setWhole(whole));
  }

  private static boolean isReal(BsonValue value, ReadValue into) {
    return switch (value.getBsonType()) {
      case DOUBLE -> isPutIf(true, () -> into.setReal(value.asDouble().getValue()));
      case INT32 -> isPutIf(true, () -> into.setReal(value.asInt32().getValue()));
      case INT64 -> {
        long whole = value.asInt64().getValue();
        double real = (double) whole;
        yield isPutIf(
            BigDecimal.valueOf(whole).compareTo(new BigDecimal(real)) == 0,
            () -> into.setReal(real));
      }
      default -> false;
    };
  }

  private static boolean isDecimal(BsonValue value, ReadValue into) {
    return switch (value.getBsonType()) {
      case INT32 -> isPutIf(true, () -> into.setWhole(value.asInt32().getValue()));
      case INT64 -> isPutIf(true, () -> into.setWhole(value.asInt64().getValue()));
      case DOUBLE -> isPutIf(true, () -> decimal(value.asDouble().getValue(), into));
      case DECIMAL128 -> isPutIf(true, () -> decimal(value.asDecimal128().getValue(), into));
      default -> false;
    };
  }

  private static void decimal(double value, ReadValue into) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      into.setText(Double.toString(value));
    } else {
      into.setDecimal(BigDecimal.valueOf(value));
    }
  }

  /** Zero has a sign in Decimal128 and in no exact number of a relational database. */
  private static void decimal(Decimal128 value, ReadValue into) {
    if (value.isNaN()) {
      into.setText("NaN");
    } else if (value.isInfinite()) {
      into.setText(value.isNegative() ? "-Infinity" : "Infinity");
    } else if (value.isNegative() && isZero(value)) {
      into.setDecimal(Decimal128.parse(value.toString().substring(1)).bigDecimalValue());
    } else {
      into.setDecimal(value.bigDecimalValue());
    }
  }

  private static boolean isZero(Decimal128 value) {
    return value.toString().matches("-?0(\\.0*)?(E[+-]?\\d+)?");
  }

  private static boolean isMoment(BsonValue value, ReadValue into) {
    if (!value.isDateTime()) {
      return false;
    }
    long millis = value.asDateTime().getValue();
    boolean fits =
        millis > Long.MIN_VALUE / MICROS_A_MILLI && millis < Long.MAX_VALUE / MICROS_A_MILLI;
    return isPutIf(fits, () -> into.setMoment(millis * MICROS_A_MILLI, 0));
  }

  private String misfit(BsonValue value, FieldType type) {
    return "%s isn't of the column's type %s, which the documents that were investigated have. Let more of them be investigated (DocsToInvestigate), or move documents whole (NestingLevel none)."
        .formatted(words(value.getBsonType()), type.word());
  }

  private static String words(BsonType type) {
    return "a value of type " + type.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
