package dev.kith.crm.application.access.login;

import com.google.common.collect.ImmutableSet;
import com.google.common.io.Resources;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.access.PasswordRules;
import dev.kith.crm.domain.shared.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Wires logging in. */
public final class LoginFeature {

  private final Kernel kernel;
  private final PasswordHasher hasher;
  private final SecretTexts secrets;
  private final PasswordRules passwordRules;
  private final Gate gate;
  private final LoginService logins;

  public LoginFeature(Kernel kernel, PasswordHasher hasher, Secrets secrets) {
    this.kernel = kernel;
    this.hasher = hasher;
    this.secrets = new SecretTexts(secrets);
    this.passwordRules = new PasswordRules(commonPasswords());
    this.gate = new Gate(kernel, hasher, this.secrets);
    this.logins = new LoginService(kernel, gate, hasher, this.secrets);
  }

  public Logins logins() {
    return logins;
  }

  public OwnLogin ownLogin(Context context) {
    return new OwnLoginService(kernel, context, gate, passwordRules, hasher);
  }

  /**
   * @param furnishing what else a new CRM needs, done in the same run
   */
  public FirstStart firstStart(Function<Context, ? extends Outcome<?>> furnishing) {
    return new FirstStartService(kernel, passwordRules, hasher, secrets, furnishing);
  }

  public PasswordRules passwordRules() {
    return passwordRules;
  }

  public PasswordHasher hasher() {
    return hasher;
  }

  public SecretTexts secrets() {
    return secrets;
  }

  private static ImmutableSet<String> commonPasswords() {
    try {
      return ImmutableSet.copyOf(
          Resources.readLines(
              Resources.getResource(LoginFeature.class, "common-passwords.txt"),
              StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the list of common passwords cannot be read", e);
    }
  }
}
