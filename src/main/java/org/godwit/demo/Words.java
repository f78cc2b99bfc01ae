package org.godwit.demo;

import java.util.List;
import java.util.random.RandomGenerator;

/** Names and texts that look like a shop's, in several scripts. */
record Words(RandomGenerator random) {
  private static final List<String> FIRST =
      List.of(
          "Ada", "Björn", "Chloë", "Dmitri", "Eilís", "Fátima", "Gökçe", "Håkon", "Ines", "Jürgen",
          "Κώστας", "Léa", "María", "Nguyễn", "Øyvind", "Paweł", "Rania", "Søren", "Tomáš", "Ольга",
          "美咲", "伟", "지우", "यश", "עדי", "Zoë");
  private static final List<String> LAST =
      List.of(
          "Ångström",
          "Brown",
          "Çelik",
          "D'Arcy",
          "Eriksen",
          "Fernández",
          "Großmann",
          "Hansen",
          "Иванова",
          "Jørgensen",
          "Kovács",
          "Lefèvre",
          "Müller",
          "Nowak",
          "O'Neill",
          "Petrović",
          "Quist",
          "Rossi",
          "Šimić",
          "田中",
          "Ueda",
          "van der Berg",
          "Wójcik",
          "Ximénez",
          "Yılmaz",
          "Žižek");
  private static final List<String> BIRDS =
      List.of(
          "Godwit",
          "Curlew",
          "Avocet",
          "Plover",
          "Dunlin",
          "Knot",
          "Turnstone",
          "Whimbrel",
          "Sanderling",
          "Lapwing",
          "Oystercatcher",
          "Redshank",
          "Osprey",
          "Kingfisher",
          "Dipper");
  private static final List<String> THINGS =
      List.of(
          "binoculars",
          "field guide",
          "tripod",
          "hide",
          "nest box",
          "feeder",
          "spotting scope",
          "rain cover",
          "notebook",
          "hat",
          "ringing pliers",
          "scale",
          "audio recorder");
  private static final List<String> STREETS =
      List.of(
          "Rue de l'Église",
          "Hauptstraße",
          "Strandvejen",
          "Calle Mayor",
          "Ulica Długa",
          "Harbour Road",
          "Via Roma",
          "桜通り",
          "Ленина улица",
          "Kirkegata");
  private static final List<String> CITIES =
      List.of(
          "Århus",
          "Besançon",
          "Cork",
          "Düsseldorf",
          "Évora",
          "Łódź",
          "Málaga",
          "Nuuk",
          "Reykjavík",
          "Tromsø",
          "Zürich",
          "札幌",
          "Ἀθῆναι");
  private static final List<String> EMOJI =
      List.of("🦜", "🪶", "👩🏽‍🔬", "🐣", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "❤️", "🥚");
  private static final List<String> NOTES =
      List.of(
          "calls\tat nine\nand again at ten",
          "path C:\\orders\\new",
          "said \"don't\"",
          "ends with a backslash\\",
          "50 % off; -- no comment",
          "line\r\nbreak",
          "\\N",
          "NULL",
          " leading and trailing ");

  String person() {
    return pick(FIRST) + " " + pick(LAST);
  }

  String product(int number) {
    return "%s %s %d".formatted(pick(BIRDS), pick(THINGS), number);
  }

  String street() {
    return pick(STREETS) + " " + (1 + random.nextInt(200));
  }

  String city() {
    return pick(CITIES);
  }

  String emoji() {
    return pick(EMOJI);
  }

  String note() {
    return pick(NOTES);
  }

  /** Some sentences, about that many characters. */
  String text(int characters) {
    StringBuilder text = new StringBuilder(characters + 64);
    while (text.length() < characters) {
      text.append("The ").append(pick(BIRDS)).append(" likes its ").append(pick(THINGS));
      text.append(random.nextInt(12) == 0 ? " " + pick(EMOJI) + ".\n" : ". ");
    }
    return text.toString();
  }

  byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** True once in that many times. */
  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  int between(int first, int last) {
    return first + random.nextInt(last - first + 1);
  }
}
