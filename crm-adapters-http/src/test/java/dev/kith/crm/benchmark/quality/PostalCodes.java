package dev.kith.crm.benchmark.quality;

import dev.kith.crm.application.intake.validation.Validation;
import dev.kith.crm.application.intake.validation.Validation.AddressQuestion;
import dev.kith.crm.domain.intake.validation.AddressFacts;
import dev.kith.crm.domain.intake.validation.Checked;
import dev.kith.crm.domain.intake.validation.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether right postal codes are taken, altered ones refused, and required parts known. */
final class PostalCodes implements Part {

  private static final String DATA = "postal-addresses";
  private static final int COUNTRY = 0;
  private static final int CODE = 2;
  private static final int PATTERN = 4;
  private static final int REQUIRED = 5;

  @Override
  public String name() {
    return "postal";
  }

  @Override
  public List<Figure> measure(Path data) throws IOException {
    List<List<String>> rows = Table.rows(data.resolve(DATA).resolve("postal_codes.csv"));
    List<AddressQuestion> right = new ArrayList<>();
    List<AddressQuestion> empty = new ArrayList<>();
    List<AddressQuestion> altered = new ArrayList<>();
    for (List<String> row : rows) {
      String country = row.get(COUNTRY);
      right.add(new AddressQuestion("Street 1", row.get(CODE), "City", "Region", country));
      empty.add(new AddressQuestion(null, null, null, null, country));
      for (String wrong : alterations(row.get(CODE))) {
        if (!wrong.matches(row.get(PATTERN))) {
          altered.add(new AddressQuestion("Street 1", wrong, "City", "Region", country));
        }
      }
    }
    List<Checked<AddressFacts>> asRight = Asked.all(right, Validation::addresses);
    List<Checked<AddressFacts>> asEmpty = Asked.all(empty, Validation::addresses);
    List<Checked<AddressFacts>> asAltered = Asked.all(altered, Validation::addresses);
    long required = 0;
    for (int i = 0; i < rows.size(); i++) {
      required += lacking(asEmpty.get(i)).equals(required(rows.get(i).get(REQUIRED))) ? 1 : 0;
    }
    return List.of(
        Figure.counted(
            DATA,
            "right codes taken",
            asRight.stream().filter(a -> errors(a).isEmpty()).count(),
            rows.size()),
        Figure.counted(DATA, "required parts", required, rows.size()),
        Figure.counted(
            DATA,
            "altered codes refused",
            asAltered.stream().filter(a -> !errors(a).isEmpty()).count(),
            altered.size()));
  }

  /** A character left out, one more, and each digit a letter or each letter a digit. */
  private static Set<String> alterations(String code) {
    Set<String> altered = new TreeSet<>();
    altered.add(code.substring(0, code.length() - 1));
    altered.add(code + "7");
    altered.add(code + "X");
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        altered.add(
            code.substring(0, i) + (Character.isDigit(c) ? 'C' : '5') + code.substring(i + 1));
      }
    }
    return altered;
  }

  /** Errors, and a country that could not even be read counts as one. */
  private static List<Finding> errors(Checked<AddressFacts> answer) {
    return answer.verdict().findings().stream()
        .filter(f -> f.weight() == Finding.Weight.ERROR)
        .toList();
  }

  private static Set<String> lacking(Checked<AddressFacts> answer) {
    return errors(answer).stream().map(Finding::pointer).collect(Collectors.toSet());
  }

  private static Set<String> required(String letters) {
    return (letters.isEmpty() ? "AC" : letters)
        .chars()
        .mapToObj(c ->
            switch (c) {
              case 'A' -> "/street";
              case 'C' -> "/city";
              case 'S' -> "/region";
              case 'Z' -> "/postalCode";
              default -> "/" + (char) c;
            })
        .collect(Collectors.toSet());
  }
}
