package dev.kith.crm.application.assignment;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.assignment.Candidate;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records that have an owner, as they are given to users of pools. */
public interface OwnedRecords<A extends Aggregate> extends AssignableRecords {

  /** The same records, as others refer to them. */
  RelatedRecords related();

  Feature feature();

  Optional<A> find(UUID id);

  @Nullable UserId owner(A record);

  /** What comes of giving a record to whose it is: refused if it can be given to nobody. */
  Outcome<?> keeping(A record);

  /** What must be known of a record, hidden fields included. */
  Candidate known(A record);

  @Override
  default String type() {
    return related().type();
  }

  @Override
  default Outcome<Candidate> candidate(UUID id, Action action, Context context) {
    return find(id)
        .map(record ->
            Permits.requireOn(
                context.actor(),
                feature(),
                action,
                record.subject(),
                owner(record),
                () -> keeping(record).map(kept -> known(record))))
        .orElseGet(() -> Outcome.refused(NotFound.of(type(), id)));
  }

  @Override
  default Map<UUID, String> names(Collection<UUID> ids, Context context) {
    return related().named(ids, context).stream()
        .collect(toImmutableMap(RelatedRecords.Named::id, RelatedRecords.Named::name));
  }
}
