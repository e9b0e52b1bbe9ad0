package dev.kith.crm.benchmark.quality;

import dev.kith.crm.domain.intake.duplicates.Fingerprint;
import dev.kith.crm.domain.intake.duplicates.MatchSubject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * As many people as a CRM has, with names drawn from the German 500 and birth dates at random, one
 * in ten there twice with one slip. Among many people there are namesakes born on nearly the same
 * day, which a file of 500 hardly has.
 *
 * <p>A name that stands in the file once is rare where it comes from, and mostly becomes another
 * rare one, as a larger file would have it.
 */
final class SampledPeople {

  private static final LocalDate FIRST_BIRTH = LocalDate.of(1925, 1, 1);
  private static final int DAYS = 85 * 365;
  private static final String[] BEGINNINGS = {
    "BAR", "DOL", "KER", "MAN", "SCHO", "THIE", "WES", "GRU", "HEL", "LOR", "NIE", "PFE", "RUP"
  };
  private static final String[] MIDDLES = {"BE", "DEN", "GIN", "KA", "LE", "MI", "PO", "SI", "WE"};
  private static final String[] ENDS = {"RT", "LD", "CK", "R", "MANN", "INGER", "SEN", "BACH"};

  private final Random random;
  private final List<String> givenNames;
  private final List<String> familyNames;
  private final List<Fingerprint> people = new ArrayList<>();
  private final List<String> truths = new ArrayList<>();

  private SampledPeople(List<List<String>> rows, long seed) {
    this.random = new Random(seed);
    this.givenNames = rows.stream().map(row -> row.get(1)).toList();
    this.familyNames = rows.stream().map(row -> row.get(3)).toList();
  }

  static LabelledRecords of(Path german, int size) throws IOException {
    SampledPeople sample = new SampledPeople(Table.rows(german), 20);
    for (int person = 0; person < size * 9 / 10; person++) {
      sample.add(person, person < size / 10);
    }
    return new LabelledRecords(String.format("%,d sampled", size), sample.people, sample.truths);
  }

  private void add(int person, boolean twice) {
    String given = drawn(givenNames);
    String family = drawn(familyNames);
    LocalDate birth = FIRST_BIRTH.plusDays(random.nextInt(DAYS));
    add(person, given, family, birth);
    if (twice) {
      switch (random.nextInt(4)) {
        case 0 -> add(person, slip(given), family, birth);
        case 1 -> add(person, given, slip(family), birth);
        default -> add(person, given, family, slip(birth));
      }
    }
  }

  private void add(int person, String given, String family, LocalDate birth) {
    people.add(
        Fingerprint.of(
            MatchSubject.builder().givenName(given).familyName(family).birthDate(birth).build()));
    truths.add(Integer.toString(person));
  }

  private String drawn(List<String> names) {
    String name = one(names);
    boolean rare = names.indexOf(name) == names.lastIndexOf(name);
    return rare && random.nextInt(10) < 8 ? one(BEGINNINGS) + one(MIDDLES) + one(ENDS) : name;
  }

  private String slip(String name) {
    int at = random.nextInt(name.length());
    String letter = Character.toString('A' + random.nextInt(26));
    return switch (random.nextInt(3)) {
      case 0 -> name.substring(0, at) + letter + name.substring(at);
      case 1 -> name.substring(0, at) + letter + name.substring(at + 1);
      default -> name.substring(0, at) + name.substring(at + 1);
    };
  }

  /** Mostly one digit, sometimes a whole part. */
  private LocalDate slip(LocalDate date) {
    StringBuilder digits = new StringBuilder(date.toString());
    if (random.nextInt(12) == 0) {
      digits.replace(0, 4, Integer.toString(FIRST_BIRTH.getYear() + random.nextInt(85)));
    } else {
      int[] places = {2, 3, 6, 8, 9};
      digits.setCharAt(places[random.nextInt(places.length)], (char) ('0' + random.nextInt(10)));
    }
    try {
      LocalDate slipped = LocalDate.parse(digits);
      return slipped.equals(date) ? slip(date) : slipped;
    } catch (DateTimeException e) {
      return slip(date);
    }
  }

  private String one(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }

  private String one(String... texts) {
    return texts[random.nextInt(texts.length)];
  }
}
