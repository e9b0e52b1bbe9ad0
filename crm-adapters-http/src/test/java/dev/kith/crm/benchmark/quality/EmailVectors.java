package dev.kith.crm.benchmark.quality;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.crm.application.intake.validation.Validation;
import dev.kith.crm.domain.intake.validation.Checked;
import dev.kith.crm.domain.intake.validation.EmailFacts;
import dev.kith.crm.domain.intake.validation.Validity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether the syntax of e-mail addresses is judged rightly; no name server is asked. */
final class EmailVectors implements Part {

  private static final String DATA = "email-addresses";
  private static final int ADDRESS = 1;
  private static final int USABLE = 4;

  @Override
  public String name() {
    return DATA;
  }

  @Override
  public List<Figure> measure(Path data) throws IOException {
    List<List<String>> rows = Table.rows(data.resolve(DATA).resolve("email_vectors.csv"));
    List<String> addresses = new ArrayList<>();
    for (List<String> row : rows) {
      addresses.add(new ObjectMapper().readValue('"' + row.get(ADDRESS) + '"', String.class));
    }
    List<Checked<EmailFacts>> answers = Asked.all(addresses, Validation::emails);
    List<Figure> figures = new ArrayList<>();
    for (String usable : List.of("yes", "no")) {
      int all = 0;
      int right = 0;
      for (int i = 0; i < rows.size(); i++) {
        if (rows.get(i).get(USABLE).equals(usable)) {
          boolean accepted = answers.get(i).verdict().validity() != Validity.INVALID;
          all++;
          right += accepted == usable.equals("yes") ? 1 : 0;
        }
      }
      figures.add(Figure.counted(DATA, "usable: " + usable, right, all));
    }
    return figures;
  }
}
