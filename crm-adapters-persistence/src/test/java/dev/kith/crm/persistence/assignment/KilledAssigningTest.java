package dev.kith.crm.persistence.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.assignment.AssignmentPools.Assign;
import dev.kith.crm.application.kernel.Ids;
import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.assignment.Assignment;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.assignment.Choice.How;
import dev.kith.crm.domain.assignment.PoolMember;
import dev.kith.crm.domain.assignment.PoolTerms;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.persistence.Databases;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A process is killed between choosing somebody and giving them the lead. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KilledAssigningTest {

  private static final UserId OLGA = new UserId(new UUID(0, 1));
  private static final UserId PIT = new UserId(new UUID(0, 2));

  /** Killed at one moment after another, until nothing is left to be killed in. */
  interface AtEveryStep {

    Storage storage();

    @Test
    default void neither_the_lead_nor_the_turn_is_taken_wherever_it_was_killed() {
      Workspace system = crm(storage(), Ids.timeOrdered());
      AssignmentPoolId pool =
          system
              .assignmentPools()
              .setUp(PoolTerms.of("Sales", List.of(PoolMember.of(OLGA, 1), PoolMember.of(PIT, 1))))
              .orElseThrow()
              .id();
      Lead lead =
          system.leads().capture(new Capture(LeadDraft.named("Mara", "Vogel"))).orElseThrow();
      Assign command = new Assign(lead.subject(), null, "test/1");
      int steps = 1;
      while (dies(storage(), steps, pool, command)) {
        steps++;
        assertThat(storage().leads().find(lead.id())).contains(lead);
        assertThat(storage().assignments().ofOrigin("test/1")).isEmpty();
        assertThat(storage().audit().history(lead.subject(), null, 10)).hasSize(1);
      }
      assertThat(steps).as("moments at which it was killed").isGreaterThan(3);
      Assignment made = storage().assignments().ofOrigin("test/1").orElseThrow();
      assertThat(made.choice().how()).isEqualTo(new How.Turn(1, 2, 1, 0, 2));
      assertThat(storage().leads().find(lead.id()).orElseThrow().owner()).isEqualTo(OLGA);
      // Delivered once more, it is answered with what was done.
      assertThat(system.assignmentPools().assign(pool, command).orElseThrow()).isEqualTo(made);
    }

    /** Each thing that is made needs an id: there are some in every step. */
    private static boolean dies(
        Storage storage, int number, AssignmentPoolId pool, Assign command) {
      AtomicInteger left = new AtomicInteger(number);
      Ids ids = Ids.timeOrdered();
      Workspace system =
          crm(
              storage,
              () -> {
                if (left.decrementAndGet() == 0) {
                  throw new Killed();
                }
                return ids.next();
              });
      try {
        system.assignmentPools().assign(pool, command).orElseThrow();
        return false;
      } catch (Killed e) {
        return true;
      }
    }

    private static Workspace crm(Storage storage, Ids ids) {
      return Crm.on(storage)
          .owners(user -> true)
          .ids(ids)
          .background(false)
          .start()
          .as(Actor.SYSTEM);
    }
  }

  /** Nobody catches it: whatever is under way is undone, as the database does for the dead. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Nested
  class On_h2 implements AtEveryStep {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class On_postgresql implements AtEveryStep {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }
}
