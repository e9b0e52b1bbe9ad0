package dev.kith.crm.persistence.intake;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Storage;
import dev.kith.crm.application.intake.ImportView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.opportunity.OpportunityFields;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.persistence.Databases;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two workers import the same deals at the same time, and every row becomes one: where they got in
 * each other's way, rows are brought in one by one.
 */
class RecordImportsAtOnceTest {

  private static final int ROWS = 3_000;
  private static final int GOOD = ROWS - ROWS / 50;

  interface Race {

    Storage storage();

    @Test
    default void no_row_becomes_two_deals_and_none_is_lost() {
      List<ImportView> done =
          ImportRace.run(
              storage(), RecordFiles::accounts, worker -> RecordFiles.deals(worker, ROWS));

      assertThat(done)
          .extracting(view -> view.status().name())
          .containsOnly(ImportStatus.Name.COMPLETED_WITH_ERRORS);
      assertThat(done).extracting(view -> view.progress().rows()).containsOnly((long) ROWS);
      assertThat(done.stream().mapToLong(view -> view.progress().created()).sum()).isEqualTo(GOOD);
      assertThat(done.stream().mapToLong(view -> view.progress().skipped()).sum()).isEqualTo(GOOD);
      List<String> deals = new ArrayList<>();
      storage()
          .opportunityReads()
          .each(
              ListQuery.all(OpportunityFields.CATALOGUE),
              new Visibility.All(),
              deal -> deals.add(String.valueOf(deal.get(OpportunityField.EXTERNAL_ID))));
      Map<String, Long> each = deals.stream().collect(groupingBy(a -> a, counting()));
      assertThat(each).hasSize(GOOD).allSatisfy((deal, count) -> assertThat(count).isOne());
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
}
