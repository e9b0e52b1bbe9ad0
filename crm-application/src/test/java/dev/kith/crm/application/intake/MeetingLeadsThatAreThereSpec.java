package dev.kith.crm.application.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Lists;
import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportProgress;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.DeletedPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.MatchKey;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.MemoryStorage;
import dev.kith.crm.testkit.SettableClock;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What becomes of a row that is about a lead that is there: for each key by which it is recognised,
 * each policy, and each place where the lead can be. The lead has a company and no city; the row
 * says another company and a city.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MeetingLeadsThatAreThereSpec {

  /** Where the lead is, and what the rules say of one that is in the bin. */
  private enum Place {
    LIVE,
    IN_BIN_NEW,
    IN_BIN_RESTORE,
    IN_BIN_ASK;

    DeletedPolicy policy() {
      return this == LIVE ? DeletedPolicy.NEW : DeletedPolicy.valueOf(name().substring(7));
    }
  }

  /** Which side is newer, for the policy that asks. */
  private enum Row {
    NEWER,
    OLDER
  }

  /** What is there afterwards. */
  private record End(String fate, String company, String city, boolean inBin, int leads) {}

  @TestFactory
  Stream<DynamicTest> a_row_recognised_by() {
    return Lists.cartesianProduct(
            List.of(MatchKey.values()),
            List.of(ConflictPolicy.values()),
            List.of(Place.values()),
            List.of(Row.values()))
        .stream()
        .map(c ->
            test((MatchKey) c.get(0), (ConflictPolicy) c.get(1), (Place) c.get(2), (Row) c.get(3)));
  }

  private DynamicTest test(MatchKey key, ConflictPolicy policy, Place place, Row row) {
    End wanted = wanted(policy, place, row);
    return DynamicTest.dynamicTest(
        key
            + " under "
            + policy
            + ", the lead "
            + place
            + ", the row "
            + row
            + ": "
            + wanted.fate(),
        () -> {
          try (World world = new World()) {
            assertThat(world.met(key, policy, place, row)).isEqualTo(wanted);
          }
        });
  }

  /** The table. */
  private static End wanted(ConflictPolicy policy, Place place, Row row) {
    End untouched = new End("skipped", "Old", null, place != Place.LIVE, 1);
    End filled = new End("updated", "Old", "Kiel", false, 1);
    End overwritten = new End("updated", "New", "Kiel", false, 1);
    return switch (place) {
      case LIVE ->
          switch (policy) {
            case SKIP -> untouched;
            case FILL_EMPTY -> filled;
            case OVERWRITE -> overwritten;
            case NEWEST_WINS -> row == Row.NEWER ? overwritten : untouched;
            case REVIEW -> new End("review", "Old", null, false, 1);
          };
      case IN_BIN_NEW -> new End("created", "Old", null, true, 2);
      case IN_BIN_ASK -> untouched;
      case IN_BIN_RESTORE -> {
        End backAsItWas = new End("updated", "Old", null, false, 1);
        yield switch (policy) {
          case SKIP -> backAsItWas;
          case FILL_EMPTY -> filled;
          case OVERWRITE -> overwritten;
          case NEWEST_WINS -> row == Row.NEWER ? overwritten : backAsItWas;
          case REVIEW -> untouched;
        };
      }
    };
  }

  /** One lead, and one row about it. */
  private static final class World implements AutoCloseable {

    private final SettableClock clock = SettableClock.atStart();
    private final MemoryStorage storage = new MemoryStorage();
    private final Crm crm = Crm.on(storage).clock(clock).background(false).start();
    private final Workspace workspace = crm.as(Actors.administrator());

    End met(MatchKey key, ConflictPolicy policy, Place place, Row row) {
      Lead lead =
          workspace
              .leads()
              .capture(
                  new Leads.Capture(
                      LeadDraft.EMPTY
                          .company("Old")
                          .email("ada@engines.example")
                          .phone("+442079460018")
                          .with(LeadField.EXTERNAL_SYSTEM, "shop")
                          .with(LeadField.EXTERNAL_ID, "7")))
              .orElseThrow();
      if (place != Place.LIVE) {
        workspace.leads().delete(lead.id()).orElseThrow();
      }
      String modified =
          clock.instant().plus(Duration.ofMinutes(row == Row.NEWER ? 1 : -1)).toString();
      clock.advance(Duration.ofHours(1));
      UpsertRules rules = new UpsertRules(Set.of(key), policy, place.policy());
      ImportProgress checked = ran(key, rules, modified, true);
      ImportProgress done = ran(key, rules, modified, false);
      assertThat(done).as("as the dry run said").isEqualTo(checked);
      Lead after = storage.leads().find(lead.id()).orElseThrow();
      return new End(
          fate(done),
          after.content().profile().company(),
          after.content().profile().address().city(),
          after.revision().isDeleted(),
          storage.leads().versions(null, 10).size());
    }

    private ImportProgress ran(MatchKey key, UpsertRules rules, String modified, boolean trial) {
      String cells =
          switch (key) {
            case EMAIL -> "ada@engines.example,,,";
            case EXTERNAL_ID -> ",shop,7,";
            case PHONE -> ",,,+442079460018";
          };
      String file =
          "email,externalSystem,externalId,phone,company,city,modifiedAt\n"
              + cells
              + ",New,Kiel,"
              + modified
              + "\n";
      ImportId id =
          workspace
              .imports()
              .upload("x.csv", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))
              .orElseThrow()
              .id();
      workspace.imports().follow(id, rules).orElseThrow();
      if (trial) {
        workspace.imports().check(id).orElseThrow();
      } else {
        workspace.imports().start(id).orElseThrow();
      }
      crm.runDue();
      var view = workspace.imports().get(id).orElseThrow();
      return trial ? view.check() : view.progress();
    }

    private static String fate(ImportProgress done) {
      return done.created() == 1
          ? "created"
          : done.updated() == 1
              ? "updated"
              : done.review() == 1 ? "review" : done.skipped() == 1 ? "skipped" : "failed";
    }

    @Override
    public void close() {
      crm.close();
    }
  }
}
