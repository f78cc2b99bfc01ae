package org.godwit.mapping.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.godwit.mapping.expression.Expression.Call;
import org.jspecify.annotations.Nullable;

/** The functions of expressions. Where SQLite says nothing else, a NULL argument gives NULL. */
final class Calls {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final int BLOB_BYTES_MAX = 1 << 20;

  private final Scope scope;
  private final DateCalls dates;

  Calls(Scope scope) {
    this.scope = scope;
    this.dates = new DateCalls(scope);
  }

  @Nullable Object call(Call call, Evaluation evaluation) {
    if (call.function() == Function.COALESCE || call.function() == Function.IFNULL) {
      return firstKnown(call.arguments(), evaluation);
    }
    if (call.function() == Function.OPERATION_INDICATOR) {
      return evaluation.of(call.arguments().get(indicated(scope.header(Header.OPERATION))));
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      values.add(evaluation.of(argument));
    }
    if (call.function() == Function.NULLIF) {
      return nullIf(values.get(0), values.get(1));
    }
    if (call.function() == Function.HEX && values.getFirst() == null) {
      return "";
    }
    if (values.stream().anyMatch(Objects::isNull)) {
      return null;
    }
    return ofKnown(call.function(), values.stream().map(Objects::requireNonNull).toList());
  }

  private static int indicated(String operation) {
    return switch (operation) {
      case "DELETE" -> 0;
      case "UPDATE" -> 1;
      default -> 2;
    };
  }

  private static @Nullable Object firstKnown(List<Expression> arguments, Evaluation evaluation) {
    for (Expression argument : arguments) {
      Object value = evaluation.of(argument);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static @Nullable Object nullIf(@Nullable Object value, @Nullable Object other) {
    return value != null && other != null && Scalars.compare(value, other) == 0 ? null : value;
  }

  private @Nullable Object ofKnown(Function function, List<Object> values) {
    return switch (function) {
      case LOWER -> text(values).toLowerCase(Locale.ROOT);
      case UPPER -> text(values).toUpperCase(Locale.ROOT);
      case LTRIM -> TextCalls.trim(text(values), characters(values), true, false);
      case RTRIM -> TextCalls.trim(text(values), characters(values), false, true);
      case TRIM -> TextCalls.trim(text(values), characters(values), true, true);
      case REPLACE -> TextCalls.replace(text(values), text(values, 1), text(values, 2));
      case SUBSTR -> TextCalls.substr(values);
      case REPLACECHARS -> TextCalls.replaceChars(text(values), text(values, 1), text(values, 2));
      case LENGTH ->
          values.getFirst() instanceof byte[] bytes
              ? (Object) (long) bytes.length
              : (Object) (long) text(values).codePointCount(0, text(values).length());
      case HEX -> HEX.formatHex(Scalars.bytes(values.getFirst()));
      case RANDOMBLOB -> randomBlob(size(values));
      case ZEROBLOB -> new byte[size(values)];
      case ABS -> abs(Scalars.number(values.getFirst()));
      case RANDOM -> scope.random().nextLong();
      case ROUND -> round(values);
      case MAX -> extreme(values, 1);
      case MIN -> extreme(values, -1);
      case DATE, TIME, DATETIME, JULIANDAY, STRFTIME -> dates.call(function, values);
      case HASH_SHA256 -> sha256(Scalars.bytes(values.getFirst()));
      case MASK_DIGITS -> TextCalls.maskDigits(text(values), text(values, 1));
      case RANDOMIZE_DIGITS -> TextCalls.randomizeDigits(text(values), scope.random());
      case KEYED_HASH -> HEX.formatHex(scope.maskingKey().hmac(Scalars.bytes(values.getFirst())));
      case KEYED_DIGITS -> keyedDigits(text(values), text(values, 2));
      case COALESCE, IFNULL, NULLIF, OPERATION_INDICATOR ->
          throw new IllegalStateException("handled before: " + function);
    };
  }

  private static String text(List<Object> values) {
    return text(values, 0);
  }

  private static String text(List<Object> values, int index) {
    return Scalars.text(values.get(index));
  }

  private static String characters(List<Object> values) {
    return values.size() > 1 ? text(values, 1) : " ";
  }

  private static int size(List<Object> values) {
    long size = Scalars.whole(values.getFirst());
    if (size > BLOB_BYTES_MAX) {
      throw new ExpressionProblem("a blob of " + size + " bytes is over 1 MB");
    }
    return (int) Math.max(0, size);
  }

  private byte[] randomBlob(int size) {
    byte[] bytes = new byte[Math.max(1, size)];
    scope.random().nextBytes(bytes);
    return bytes;
  }

  private static Object abs(Object number) {
    return number instanceof Double real
        ? (Object) Math.abs(real)
        : Scalars.simplified(Scalars.exact(number).abs());
  }

  private static Object round(List<Object> values) {
    Object number = Scalars.number(values.getFirst());
    int digits = values.size() < 2 ? 0 : Math.clamp(Scalars.whole(values.get(1)), 0, 30);
    if (number instanceof Double real && !Double.isFinite(real)) {
      return number;
    }
    BigDecimal exact =
        number instanceof Double real ? BigDecimal.valueOf(real) : Scalars.exact(number);
    BigDecimal rounded =
        exact.scale() <= digits ? exact : exact.setScale(digits, RoundingMode.HALF_UP);
    return number instanceof Double ? (Object) rounded.doubleValue() : Scalars.simplified(rounded);
  }

  private static Object extreme(List<Object> values, int sign) {
    Object best = values.getFirst();
    for (Object value : values) {
      best = Scalars.compare(value, best) * sign > 0 ? value : best;
    }
    return best;
  }

  private String keyedDigits(String value, String kind) {
    KeyedDigits digits = new KeyedDigits(scope.maskingKey());
    return switch (kind) {
      case "text" -> digits.ofText(value);
      case "number" -> digits.ofNumber(value, Optional.empty());
      default -> digits.ofNumber(value, Optional.of(new BigInteger(kind)));
    };
  }

  private static String sha256(byte[] bytes) {
    try {
      return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
