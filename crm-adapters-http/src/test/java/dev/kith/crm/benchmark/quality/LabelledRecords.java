package dev.kith.crm.benchmark.quality;

import dev.kith.crm.domain.intake.duplicates.Fingerprint;
import dev.kith.crm.domain.intake.duplicates.MatchSubject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Records of which somebody knows what they tell of.
 *
 * @param truths for each record, the person or organisation that it tells of
 */
record LabelledRecords(String name, List<Fingerprint> fingerprints, List<String> truths) {

  private static final String PEOPLE = "people-duplicates";

  static List<LabelledRecords> all(Path data) throws IOException {
    Path people = data.resolve(PEOPLE);
    return List.of(
        read(
            "FEBRL 1",
            people.resolve("febrl_dataset1.csv"),
            r -> r.get(0).split("-")[1],
            LabelledRecords::febrl),
        read(
            "FEBRL 2",
            people.resolve("febrl_dataset2.csv"),
            r -> r.get(0).split("-")[1],
            LabelledRecords::febrl),
        read(
            "German 500",
            people.resolve("german_names_500.csv"),
            r -> r.get(8),
            LabelledRecords::german),
        read(
            "organisations",
            data.resolve("organisation-duplicates/sites.csv"),
            r -> r.get(0),
            LabelledRecords::site));
  }

  private static LabelledRecords read(
      String name,
      Path file,
      Function<List<String>, String> truth,
      Function<List<String>, MatchSubject> subject)
      throws IOException {
    List<List<String>> rows = Table.rows(file);
    return new LabelledRecords(
        name,
        rows.stream().map(subject).map(Fingerprint::of).toList(),
        rows.stream().map(truth).toList());
  }

  private static MatchSubject febrl(List<String> row) {
    return MatchSubject.builder()
        .givenName(row.get(1))
        .familyName(row.get(2))
        .street(row.get(3) + " " + row.get(4) + "\n" + row.get(5))
        .city(row.get(6))
        .postalCode(row.get(7))
        .region(row.get(8))
        .build();
  }

  private static MatchSubject german(List<String> row) {
    return MatchSubject.builder()
        .givenName(row.get(1) + " " + row.get(2))
        .familyName(row.get(3) + " " + row.get(4))
        .birthDate(date(row.get(5), row.get(6), row.get(7)))
        .build();
  }

  private static MatchSubject site(List<String> row) {
    return MatchSubject.builder()
        .company(row.get(3))
        .street(row.get(4))
        .postalCode(row.get(5))
        .phone(row.get(6))
        .website(row.get(10))
        .build();
  }

  /** Some days were made up, such as the 30th of February. */
  private static @Nullable LocalDate date(String year, String month, String day) {
    try {
      return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
    } catch (DateTimeException e) {
      return null;
    }
  }
}
