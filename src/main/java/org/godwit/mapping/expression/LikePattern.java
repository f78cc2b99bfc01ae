package org.godwit.mapping.expression;

import java.util.regex.Pattern;

/** LIKE: {@code %} any characters, {@code _} one, upper and lower case of ASCII are the same. */
final class LikePattern {
  private LikePattern() {}

  static boolean matches(String text, String pattern, int escape) {
    StringBuilder regex = new StringBuilder();
    int[] points = pattern.codePoints().toArray();
    for (int i = 0; i < points.length; i++) {
      if (points[i] == escape && i + 1 < points.length) {
        i++;
        regex.append(Pattern.quote(Character.toString(points[i])));
      } else if (points[i] == '%') {
        regex.append(".*");
      } else if (points[i] == '_') {
        regex.append('.');
      } else {
        regex.append(Pattern.quote(Character.toString(points[i])));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
        .matcher(text)
        .matches();
  }
}
