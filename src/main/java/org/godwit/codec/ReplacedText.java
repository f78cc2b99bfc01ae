package org.godwit.codec;

/** A row one of whose texts had characters replaced; the codec below sees no other. */
record ReplacedText(Row row, Bytes replaced) implements Row {
  /** A codec that sees the text with its characters replaced, each altered value counted. */
  static Codec before(Codec codec, CharacterMap characters) {
    return (source, column, target, tally, tallyColumn) -> {
      Bytes text = source.text(column);
      Bytes replaced = characters.replaced(text);
      if (replaced.equals(text)) {
        codec.move(source, column, target, tally, tallyColumn);
      } else {
        tally.count(tallyColumn, ValueChange.CHARACTER_REPLACED);
        codec.move(new ReplacedText(source, replaced), column, target, tally, tallyColumn);
      }
    };
  }

  @Override
  public Bytes text(int column) {
    return replaced;
  }

  @Override
  public Bytes bytes(int column) {
    return replaced;
  }

  @Override
  public boolean isNull(int column) {
    return row.isNull(column);
  }

  @Override
  public long getLong(int column) {
    return row.getLong(column);
  }

  @Override
  public double getDouble(int column) {
    return row.getDouble(column);
  }

  @Override
  public long getDate(int column) {
    return row.getDate(column);
  }

  @Override
  public long getTimestamp(int column) {
    return row.getTimestamp(column);
  }

  @Override
  public long getTime(int column) {
    return row.getTime(column);
  }

  @Override
  public Bytes raw(int column) {
    throw new IllegalStateException("a text that is looked at does not pass undecoded");
  }
}
