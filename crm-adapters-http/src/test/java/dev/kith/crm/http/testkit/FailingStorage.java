package dev.kith.crm.http.testkit;

import dev.kith.crm.application.Storage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A storage whose operations can be made to fail, to see what the API says of it. */
public final class FailingStorage {

  /** What goes wrong with an operation of a store; empty if nothing does. */
  public interface Trouble extends Function<String, Optional<RuntimeException>> {}

  private static final Trouble NONE = operation -> Optional.empty();

  private final Storage real;
  private final AtomicReference<Trouble> trouble = new AtomicReference<>(NONE);

  public FailingStorage(Storage real) {
    this.real = real;
  }

  public Storage asStorage() {
    return (Storage) wrapped(Storage.class, real);
  }

  /**
   * From now on operations fail as said.
   *
   * @param newTrouble asked with the operation's name, such as {@code LeadReads.page}, after it was
   *     done
   */
  public void fail(Trouble newTrouble) {
    trouble.set(newTrouble);
  }

  public void mend() {
    trouble.set(NONE);
  }

  private Object wrapped(Class<?> type, Object store) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (self, method, arguments) -> called(type, store, method, arguments));
  }

  private @Nullable Object called(
      Class<?> type, Object store, Method method, Object @Nullable [] arguments) throws Throwable {
    Object result;
    try {
      result = method.invoke(store, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (type.equals(Storage.class) && method.getReturnType().isInterface()) {
      return wrapped(method.getReturnType(), result);
    }
    Optional<RuntimeException> failure =
        trouble.get().apply(type.getSimpleName() + "." + method.getName());
    if (failure.isPresent()) {
      throw failure.get();
    }
    return result;
  }
}
