package dev.kith.crm.persistence.intake;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.intake.ImportView;
import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.persistence.Databases;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two workers import the same file at the same time, and every person in it becomes one lead. */
class ImportsAtOnceTest {

  private static final int ROWS = 3_000;

  interface Race {

    Storage storage();

    @Test
    default void nobody_becomes_two_leads_and_no_row_is_lost() {
      List<ImportView> done = ImportRace.run(storage(), worker -> {}, ImportsAtOnceTest::begun);

      assertThat(done)
          .extracting(view -> view.status().name())
          .containsOnly(ImportStatus.Name.COMPLETED);
      assertThat(done).extracting(view -> view.progress().rows()).containsOnly((long) ROWS);
      assertThat(done.stream().mapToLong(view -> view.progress().created()).sum()).isEqualTo(ROWS);
      assertThat(done.stream().mapToLong(view -> view.progress().skipped()).sum()).isEqualTo(ROWS);
      List<String> addresses = new ArrayList<>();
      storage()
          .leadReads()
          .each(
              ListQuery.all(LeadFields.CATALOGUE),
              new Visibility.All(),
              lead -> addresses.add(String.valueOf(lead.values().get(LeadField.EMAIL))));
      Map<String, Long> each = addresses.stream().collect(groupingBy(a -> a, counting()));
      assertThat(each).hasSize(ROWS).allSatisfy((address, count) -> assertThat(count).isOne());
    }
  }

  @Nested
  class On_h2 implements Race {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class On_postgresql implements Race {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  private static ImportId begun(Crm crm) {
    StringBuilder file = new StringBuilder("First name,Last name,E-mail\n");
    for (int i = 0; i < ROWS; i++) {
      file.append("Ada,Lovelace ").append(i).append(",ada").append(i).append("@example.com\n");
    }
    byte[] bytes = file.toString().getBytes(StandardCharsets.UTF_8);
    ImportId id =
        crm.as(Actor.SYSTEM)
            .imports()
            .upload("people.csv", new ByteArrayInputStream(bytes))
            .orElseThrow()
            .id();
    crm.as(Actor.SYSTEM).imports().start(id).orElseThrow();
    return id;
  }
}
