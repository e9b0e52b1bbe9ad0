package dev.kith.crm.application.access;

import static java.util.stream.Collectors.joining;

import dev.kith.crm.application.access.login.SecretTexts;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.AccessRefusal;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.ApiToken;
import dev.kith.crm.domain.access.ApiTokenId;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

final class ApiTokenService implements ApiTokens {

  private static final Changes.Kind<ApiTokenId, ApiToken> KIND =
      new Changes.Kind<>(
          AccessFeature.FEATURE,
          ApiToken.class,
          ApiToken::subjectOf,
          ApiToken::facts,
          ApiToken::owner);

  private final Kernel kernel;
  private final Context context;
  private final SecretTexts secrets;
  private final ApiTokenStore store;
  private final Changes<ApiTokenId, ApiToken> changes;

  ApiTokenService(Kernel kernel, Context context, SecretTexts secrets) {
    this.kernel = kernel;
    this.context = context;
    this.secrets = secrets;
    this.store = kernel.storage().apiTokens();
    this.changes = new Changes<>(KIND, store, kernel, context);
  }

  @Override
  public List<Violation> problemsOf(Issue command) {
    return issued(command, "").violations();
  }

  @Override
  public Outcome<Issued> issue(Issue command) {
    String secret = secrets.newTokenSecret();
    String secretHash = SecretTexts.hashOf(secret);
    return inPerson(() ->
            changes.createOwn("api-token.issue", textOf(command), () -> born(command, secretHash)))
        .map(token -> new Issued(token, token.secretHash().equals(secretHash) ? secret : null));
  }

  @Override
  public Outcome<ApiToken> revoke(ApiTokenId id) {
    boolean own =
        store.find(id).filter(token -> token.owner().equals(context.actor().id())).isPresent();
    return own
        ? inPerson(() -> changes.changeOwn(id, "api-token.revoke", "", this::revoked))
        : changes.change(id, Action.ADMINISTER, "api-token.revoke", "", this::revoked);
  }

  @Override
  public Outcome<ApiTokenView> get(ApiTokenId id) {
    var reads = kernel.storage().accessReads();
    return Outcome.found(
        reads
            .apiToken(id, ownOnly())
            .or(() -> reads.apiToken(id, Visibility.of(context.actor(), AccessFeature.VIEW))),
        () -> NotFound.of("api-token", id.value()));
  }

  @Override
  public FieldCatalogue<ApiTokenView> fields() {
    return ApiTokenView.CATALOGUE;
  }

  @Override
  public Outcome<Page<ApiTokenView>> own(ListQuery query) {
    return Outcome.done(kernel.storage().accessReads().apiTokens(query, ownOnly()));
  }

  @Override
  public Outcome<Page<ApiTokenView>> list(ListQuery query) {
    return Permits.require(
        context.actor(),
        AccessFeature.VIEW,
        () ->
            Outcome.done(
                kernel
                    .storage()
                    .accessReads()
                    .apiTokens(query, Visibility.of(context.actor(), AccessFeature.VIEW))));
  }

  private Visibility ownOnly() {
    return new Visibility.OwnedBy(Set.of(context.actor().id()));
  }

  /**
   * A program with a token must not make itself last longer, or take other programs' tokens, only
   * because its owner could.
   */
  private Outcome<ApiToken> inPerson(Supplier<Outcome<ApiToken>> next) {
    return context.actor().kind() == Actor.Kind.TOKEN
        ? Permits.requireOnAll(context.actor(), AccessFeature.ADMINISTER, next)
        : next.get();
  }

  private Outcome<Change<ApiToken>> born(Issue command, String secretHash) {
    Actor actor = context.actor();
    if (kernel.storage().users().find(actor.id()).filter(User::active).isEmpty()) {
      return Outcome.refused(NotFound.of("user", actor.id().value()));
    }
    return issued(command, secretHash)
        .then(birth ->
            command.permissions().stream().allMatch(actor::may)
                ? Outcome.done(birth)
                : Outcome.refused(new AccessRefusal.GrantsTooWide()));
  }

  private Outcome<Change<ApiToken>> issued(Issue command, String secretHash) {
    return ApiToken.issue(
        new ApiTokenId(kernel.ids().next()),
        context.actor().id(),
        command.name(),
        command.permissions(),
        secretHash,
        command.expiresAt(),
        kernel.now());
  }

  private Outcome<Change<ApiToken>> revoked(ApiToken token) {
    return Outcome.done(token.revoke(kernel.now()));
  }

  /** The same for the same command, in whatever order its permissions come. */
  private static String textOf(Issue command) {
    return command.name()
        + "\n"
        + command.permissions().stream().map(Permission::code).sorted().collect(joining(" "))
        + "\n"
        + command.expiresAt();
  }
}
