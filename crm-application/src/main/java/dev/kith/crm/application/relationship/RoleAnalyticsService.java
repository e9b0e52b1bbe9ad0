package dev.kith.crm.application.relationship;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.opportunity.OpportunityQueries;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.application.relationship.RoleReads.Decided;
import dev.kith.crm.application.relationship.RoleReads.Open;
import dev.kith.crm.application.relationship.RoleReads.Scope;
import dev.kith.crm.application.relationship.RoleReads.Slice;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.relationship.CommitteeTerms;
import dev.kith.crm.domain.relationship.ContactRole;
import dev.kith.crm.domain.relationship.RoleTerms;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class RoleAnalyticsService implements RoleAnalytics {

  private static final int FIRST = 50;

  private static final Permission VIEW = new Permission(Feature.OPPORTUNITY, Action.VIEW);
  private static final Permission VIEW_CONTACTS = new Permission(Feature.CONTACT, Action.VIEW);

  private final Kernel kernel;
  private final Context context;
  private final OpportunityQueries opportunities;

  RoleAnalyticsService(Kernel kernel, Context context, OpportunityQueries opportunities) {
    this.kernel = kernel;
    this.context = context;
    this.opportunities = opportunities;
  }

  @Override
  public Outcome<Report> of(Question question) {
    return Permits.require(
        context.actor(),
        VIEW,
        () ->
            question.from() != null
                    && question.before() != null
                    && !question.from().isBefore(question.before())
                ? Outcome.refused(
                    Invalid.of(
                        Violation.at("before", "before-beginning", "It ends after it begins.")))
                : Outcome.done(report(question)));
  }

  private Report report(Question question) {
    RoleReads reads = kernel.storage().roleReads();
    RoleTerms roles = kernel.storage().contactRoles().current().terms();
    Scope scope =
        new Scope(
            Visibility.of(context.actor(), VIEW), Visibility.of(context.actor(), VIEW_CONTACTS));
    List<Decided> decided = reads.decided(new Slice(question.from(), question.before(), scope));
    Decided all =
        decided.stream()
            .filter(d -> d.role() == null)
            .findFirst()
            .orElseGet(() -> new Decided(null, 0, 0));
    List<Open> open = reads.open(scope);
    return new Report(
        question,
        all.won(),
        all.lost(),
        rates(decided, all, roles),
        stages(open, reads.openWithSeveral(scope), roles),
        roles.nameOf(question.role()),
        sum(open, null) - sum(open, question.role()),
        first(reads.openWithout(question.role(), scope, FIRST)));
  }

  private static List<RoleRate> rates(List<Decided> decided, Decided all, RoleTerms roles) {
    return roles.roles().stream()
        .map(ContactRole::key)
        .flatMap(key ->
            decided.stream()
                .filter(d -> key.equals(d.role()))
                .map(d ->
                    new RoleRate(
                        key,
                        roles.nameOf(key),
                        d.won(),
                        d.lost(),
                        all.won() - d.won(),
                        all.lost() - d.lost())))
        .toList();
  }

  private List<StageCoverage> stages(List<Open> open, List<Open> several, RoleTerms roles) {
    CommitteeTerms needs = kernel.storage().committeeTemplate().current().terms();
    List<StageCoverage> stages = new ArrayList<>();
    kernel.storage().pipelines().live().stream()
        .sorted(Pipeline.OLDEST_FIRST)
        .forEach(pipeline -> {
          for (Stage stage : pipeline.stages()) {
            long there = count(open, pipeline, stage, null);
            if (there > 0) {
              stages.add(
                  new StageCoverage(
                      pipeline.id(),
                      pipeline.name(),
                      stage.key(),
                      stage.name(),
                      there,
                      needs.of(pipeline.id(), stage.key()).stream()
                          .filter(role -> roles.find(role).isPresent())
                          .map(role ->
                              new Need(
                                  role,
                                  roles.nameOf(role),
                                  there - count(open, pipeline, stage, role)))
                          .toList(),
                      there - count(several, pipeline, stage, null)));
            }
          }
        });
    return stages;
  }

  private static long count(
      List<Open> open, Pipeline pipeline, Stage stage, @Nullable String role) {
    return open.stream()
        .filter(o -> o.pipeline().equals(pipeline.id()) && o.stage().equals(stage.key()))
        .filter(o -> Objects.equals(o.role(), role))
        .mapToLong(Open::count)
        .sum();
  }

  private static long sum(List<Open> open, @Nullable String role) {
    return open.stream().filter(o -> Objects.equals(o.role(), role)).mapToLong(Open::count).sum();
  }

  private List<OpportunityView> first(List<OpportunityId> ids) {
    return ids.stream()
        .flatMap(id ->
            opportunities.get(id) instanceof Outcome.Done<OpportunityView>(var view)
                ? Stream.of(view)
                : Stream.empty())
        .toList();
  }
}
