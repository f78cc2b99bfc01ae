package org.godwit.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StringLiteralsTest {
  @Test
  void theCatalogsLayerOfEscapesIsTakenOffWhole() {
    assertThat(StringLiterals.unescapeCatalog("a\\n\\r\\0\\Z\\\\\\'\\\"\\x"))
        .isEqualTo("a\n\r\0\032\\'\"x");
  }
}
