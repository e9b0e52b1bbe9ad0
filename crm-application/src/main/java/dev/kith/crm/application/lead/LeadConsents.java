package dev.kith.crm.application.lead;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.lead.SaidByLeads.Kept;
import dev.kith.crm.application.lead.SaidByLeads.Saying;
import dev.kith.crm.application.lead.SaidByLeads.Statement;
import dev.kith.crm.domain.lead.ConsentSummary;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.DomainEvent;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Has what leads say of consent written down, and puts what counts of it into the leads.
 *
 * @param source where it is said
 */
record LeadConsents(SaidByLeads said, String source) {

  /** The change of a lead that is about to be saved, with what follows from what it says. */
  Change<Lead> heard(ConsentSummary before, Change<Lead> change) {
    return heard(change, keep(Stream.of(statement(before, change))));
  }

  /** As {@link #heard(ConsentSummary, Change)}, of what was written down of many. */
  static Change<Lead> heard(Change<Lead> change, Map<LeadId, Kept> kept) {
    Kept own = kept.get(change.next().id());
    return own == null
        ? change
        : new Change<>(
            change.next().saying(own.standing()),
            ImmutableList.<DomainEvent>builder().addAll(change.events()).add(own.event()).build());
  }

  Statement statement(ConsentSummary before, Change<Lead> change) {
    return statement(before, change, saying());
  }

  /** As {@link #statement(ConsentSummary, Change)}, said somewhere in particular. */
  static Statement statement(ConsentSummary before, Change<Lead> change, Saying saying) {
    return new Statement(change.next(), before, saying);
  }

  /** Here and now. */
  Saying saying() {
    return new Saying(source, null, null);
  }

  Map<LeadId, Kept> keep(Stream<Statement> statements) {
    List<Statement> fresh =
        statements
            .filter(s -> !s.before().changed(s.next().content().consent()).isEmpty())
            .toList();
    return fresh.isEmpty() ? Map.of() : said.keep(fresh);
  }
}
