package dev.kith.crm.benchmark.quality;

import dev.kith.crm.application.intake.validation.Validation;
import dev.kith.crm.application.intake.validation.Validation.PhoneQuestion;
import dev.kith.crm.domain.intake.validation.Checked;
import dev.kith.crm.domain.intake.validation.PhoneFacts;
import dev.kith.crm.domain.intake.validation.Validity;
import dev.kith.crm.domain.shared.Country;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Whether telephone numbers are read, judged and placed rightly. */
final class PhoneVectors implements Part {

  private static final String DATA = "phone-numbers";
  private static final int DEFAULT_REGION = 1;
  private static final int LINE = 2;
  private static final int INPUT = 4;
  private static final int E164 = 5;
  private static final int VALID = 6;
  private static final int REGION = 7;

  @Override
  public String name() {
    return DATA;
  }

  @Override
  public List<Figure> measure(Path data) throws IOException {
    List<List<String>> rows = Table.rows(data.resolve(DATA).resolve("phone_vectors.csv"));
    List<Checked<PhoneFacts>> answers =
        Asked.all(
            rows.stream()
                .map(row -> new PhoneQuestion(row.get(INPUT), row.get(DEFAULT_REGION)))
                .toList(),
            Validation::phones);
    return List.of(
        counted("E.164 form", rows, answers, (row, answer) -> e164(answer).equals(row.get(E164))),
        counted(
            "validity",
            rows,
            answers,
            (row, answer) ->
                (answer.verdict().validity() == Validity.VALID) == row.get(VALID).equals("yes")),
        counted("country", rows, answers, (row, answer) -> country(answer).equals(row.get(REGION))),
        counted("sort of line", rows, answers, (row, answer) -> isLine(row.get(LINE), answer)));
  }

  private static Figure counted(
      String measure,
      List<List<String>> rows,
      List<Checked<PhoneFacts>> answers,
      BiPredicate<List<String>, Checked<PhoneFacts>> right) {
    long count =
        IntStream.range(0, rows.size())
            .filter(i -> right.test(rows.get(i), answers.get(i)))
            .count();
    return Figure.counted(DATA, measure, count, rows.size());
  }

  private static String e164(Checked<PhoneFacts> answer) {
    PhoneFacts facts = answer.facts();
    return facts == null ? "" : "+" + facts.number().digits();
  }

  private static String country(Checked<PhoneFacts> answer) {
    PhoneFacts facts = answer.facts();
    @Nullable Country country = facts == null ? null : facts.country();
    return country == null ? "" : country.code();
  }

  private static boolean isLine(String expected, Checked<PhoneFacts> answer) {
    PhoneFacts facts = answer.facts();
    return facts != null && facts.line().name().equals(expected.replace("INVALID", "UNKNOWN"));
  }
}
