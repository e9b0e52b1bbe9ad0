package dev.kith.crm.application.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.shared.CommonRefusal;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.MemoryStorage;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An application that embeds the CRM knows its people itself: the CRM has no user at all. */
class ExternalIdentitiesSpec {

  private static final List<Action> SELLING =
      List.of(Action.VIEW, Action.CREATE, Action.EDIT, Action.ASSIGN);

  private final UUID eve = new UUID(0, 77);
  private final UUID emil = new UUID(0, 78);
  private final Actor actor =
      Actor.external(eve, "Eve External", Actors.onLeads(Scope.OWN, SELLING));

  @Test
  void somebody_without_a_user_works_with_what_the_embedder_grants_them() {
    try (Crm crm = Crm.on(new MemoryStorage()).background(false).start()) {
      Lead lead =
          crm.as(actor)
              .leads()
              .capture(new Leads.Capture(LeadDraft.named("Grace", "Hopper")))
              .orElseThrow();

      assertThat(lead.owner()).isEqualTo(new UserId(eve));
      assertThat(leadsOf(crm, actor)).containsExactly(lead.id().value());
      assertThat(leadsOf(crm, Actor.external(emil, "Emil", Actors.onLeads(Scope.OWN, SELLING))))
          .isEmpty();
      assertThat(crm.as(actor).leadQueries().timeline(lead.id(), null, 10).orElseThrow())
          .extracting(entry -> entry.actorKind(), entry -> entry.actorName())
          .containsExactly(tuple("EXTERNAL", "Eve External"));
    }
  }

  @Test
  void the_embedder_says_who_can_own_records() {
    try (Crm crm =
        Crm.on(new MemoryStorage())
            .background(false)
            .owners(user -> Set.of(eve, emil).contains(user.value()))
            .start()) {
      Leads leads = crm.as(actor).leads();
      Lead lead =
          leads.capture(new Leads.Capture(LeadDraft.named("Grace", "Hopper"))).orElseThrow();
      UserId stranger = new UserId(new UUID(0, 79));

      assertThat(leads.assign(lead.id(), stranger))
          .isEqualTo(Outcome.refused(new CommonRefusal.UnknownOwner(stranger.value())));
      assertThat(leads.assign(lead.id(), new UserId(emil)).map(Lead::owner))
          .isEqualTo(Outcome.done(new UserId(emil)));
    }
  }

  private static List<UUID> leadsOf(Crm crm, Actor actor) {
    var queries = crm.as(actor).leadQueries();
    return queries.list(ListQuery.all(queries.fields())).orElseThrow().items().stream()
        .map(LeadView::id)
        .map(id -> id.value())
        .toList();
  }
}
