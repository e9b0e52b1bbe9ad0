package dev.kith.crm.domain.assignment;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Subject;
import org.jspecify.annotations.Nullable;

/** What happens when records are assigned from pools. */
public sealed interface AssignmentEvent extends DomainEvent {

  /**
   * A record was given to somebody of a pool.
   *
   * @param record that was given
   * @param user null if nobody could take it
   * @param how what decided
   */
  record Made(
      AssignmentPoolId pool,
      AssignmentId assignment,
      Subject record,
      @Nullable UserId user,
      Choice.How.Kind how)
      implements AssignmentEvent {
    @Override
    public String type() {
      return "assignment.made.v1";
    }

    @Override
    public Subject subject() {
      return AssignmentPool.subjectOf(pool);
    }
  }
}
