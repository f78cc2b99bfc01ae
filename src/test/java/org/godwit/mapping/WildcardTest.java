package org.godwit.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WildcardTest {

  @ParameterizedTest
  @CsvSource({
    "%, anything, true",
    "%, '', true",
    "abc, abc, true",
    "abc, ABC, false",
    "a%, a, true",
    "a%, abc, true",
    "a%, ba, false",
    "%c, abc, true",
    "a_c, abc, true",
    "a_c, ac, false",
    "a_c, abbc, false",
    "a[_]c, a_c, true",
    "a[_]c, abc, false",
    "a[%]c, a%c, true",
    "a[%]c, abc, false",
    "a[bx]c, abc, true",
    "a[bx]c, axc, true",
    "a[bx]c, ayc, false",
    "a[b-d]c, acc, true",
    "a[b-d]c, aec, false",
    "a[b-dx-z]c, ayc, true",
    "a[-b]c, a-c, true",
    "a.c, abc, false",
    "a.c, a.c, true",
    "a[c, a[c, true",
    "a\\d, a\\d, true",
    "a$(x)^+?{|}, a$(x)^+?{|}, true",
    "t%[_]2[0-9][0-9][0-9], tab_2024, true",
    "t%[_]2[0-9][0-9][0-9], tab_x024, false",
    "ü%, über, true",
  })
  void aPatternMatchesAName(String pattern, String name, boolean matches) {
    assertThat(Wildcard.compile(pattern).test(name)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({"abc, false", "a[_]c, false", "a_c, true", "%, true", "a[bc], true", "a[x], false"})
  void anExactNameIsKnownAsOne(String pattern, boolean isWildcard) {
    assertThat(Wildcard.isWildcard(pattern)).isEqualTo(isWildcard);
  }
}
