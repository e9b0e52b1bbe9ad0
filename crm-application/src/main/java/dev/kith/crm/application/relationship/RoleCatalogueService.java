package dev.kith.crm.application.relationship;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.relationship.RelationshipRefusal.RoleInUse;
import dev.kith.crm.domain.relationship.RoleCatalogue;
import dev.kith.crm.domain.relationship.RoleSuggestion;
import dev.kith.crm.domain.relationship.RoleTerms;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Map;
import java.util.UUID;

final class RoleCatalogueService implements RoleCatalogues {

  private static final Permission VIEW = new Permission(Feature.CONTACT, Action.VIEW);
  private static final Permission ADMINISTER = new Permission(Feature.CONTACT, Action.ADMINISTER);

  private static final Changes.Kind<UUID, RoleCatalogue> KIND =
      new Changes.Kind<>(
          Feature.CONTACT,
          RoleCatalogue.class,
          RoleCatalogue::subjectOf,
          RoleCatalogue::facts,
          catalogue -> null);

  private final Kernel kernel;
  private final Context context;

  RoleCatalogueService(Kernel kernel, Context context) {
    this.kernel = kernel;
    this.context = context;
  }

  @Override
  public Outcome<RoleCatalogue> get() {
    return Permits.require(
        context.actor(), VIEW, () -> Outcome.done(kernel.storage().contactRoles().current()));
  }

  @Override
  public List<Violation> problemsOf(RoleTerms terms) {
    return terms.read().violations();
  }

  @Override
  public Outcome<RoleCatalogue> set(RoleTerms terms) {
    return Permits.requireOnAll(
        context.actor(),
        ADMINISTER,
        () ->
            new Changes<>(KIND, kernel.storage().contactRoles(), kernel, context)
                .change(
                    RoleCatalogue.ID,
                    Action.ADMINISTER,
                    "contact-roles.set",
                    terms,
                    before -> before.set(terms, kernel.now()).then(this::unlessInUse)));
  }

  private Outcome<Change<RoleCatalogue>> unlessInUse(Change<RoleCatalogue> change) {
    Map<String, Long> missed =
        kernel.storage().relationships().countByRole().entrySet().stream()
            .filter(e -> change.next().terms().find(e.getKey()).isEmpty())
            .collect(toImmutableMap(Map.Entry::getKey, Map.Entry::getValue));
    return missed.isEmpty()
        ? Outcome.done(change)
        : Outcome.refused(
            new RoleInUse(
                missed.keySet().stream().sorted().toList(),
                missed.values().stream().mapToLong(Long::longValue).sum()));
  }

  @Override
  public Outcome<List<RoleSuggestion>> suggestedBy(String title) {
    return get().map(catalogue -> catalogue.terms().suggestedBy(title));
  }
}
