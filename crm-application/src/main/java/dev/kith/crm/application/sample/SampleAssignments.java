package dev.kith.crm.application.sample;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.assignment.AssignmentPools.Assign;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.list.Filter.Compare;
import dev.kith.crm.application.list.Filter.Op;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.assignment.OutOfOffice;
import dev.kith.crm.domain.assignment.PoolMember;
import dev.kith.crm.domain.assignment.PoolTerms;
import dev.kith.crm.domain.assignment.PoolTerms.Matching;
import dev.kith.crm.domain.assignment.PoolTerms.Strategy;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.Language;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** A pool from which a team gets its new leads, and some that were assigned from it. */
public final class SampleAssignments {

  private static final int LEADS = 8;

  private SampleAssignments() {}

  /**
   * @param crm in the name of somebody who sees all leads and users, of whom there are four or more
   */
  public static void fill(Workspace crm, Instant now) {
    List<UserId> users =
        crm.users().list(ListQuery.all(crm.users().fields())).orElseThrow().items().stream()
            .map(user -> user.id())
            .toList();
    AssignmentPoolId pool =
        crm.assignmentPools()
            .setUp(inbound(users, LocalDate.ofInstant(now, ZoneOffset.UTC)))
            .orElseThrow()
            .id();
    for (LeadView lead : ofNobody(crm)) {
      crm.assignmentPools().assign(pool, new Assign(Lead.subjectOf(lead.id()))).orElseThrow();
    }
  }

  private static PoolTerms inbound(List<UserId> users, LocalDate today) {
    Set<Country> german = Set.of(new Country("DE"), new Country("AT"), new Country("CH"));
    List<PoolMember> members =
        ImmutableList.of(
            PoolMember.of(users.get(1), 3),
            new PoolMember(users.get(2), 2, 3, german, Set.of(new Language("de")), null, List.of()),
            new PoolMember(
                users.get(3),
                1,
                null,
                Set.of(),
                Set.of(new Language("en"), new Language("fr")),
                null,
                List.of(new OutOfOffice(today.minusDays(2), today.plusDays(5), "Holidays"))));
    return new PoolTerms(
        "Inbound",
        true,
        Strategy.WEIGHTED_ROUND_ROBIN,
        false,
        Matching.PREFERRED,
        Matching.PREFERRED,
        null,
        users.getFirst(),
        members);
  }

  private static List<LeadView> ofNobody(Workspace crm) {
    return crm.leadQueries()
        .list(
            ListQuery.all(crm.leadQueries().fields())
                .where(new Compare("owner", Op.IS_NULL, List.of()))
                .where(new Compare("status", Op.EQ, List.of("NEW")))
                .limitedTo(LEADS))
        .orElseThrow()
        .items();
  }
}
