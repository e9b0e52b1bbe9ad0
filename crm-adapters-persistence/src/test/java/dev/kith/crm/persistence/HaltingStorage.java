package dev.kith.crm.persistence;

import dev.kith.crm.application.Storage;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A storage that comes to a halt at a call of one of its stores, in whatever run that is, and says
 * so: its process can then be killed in the very middle of something.
 */
public final class HaltingStorage {

  /** What the process says. */
  public static final String HALTED = "halted";

  private HaltingStorage() {}

  /**
   * @param store its accessor, such as {@code jobs}
   * @param method of the store
   * @param call 1 for the first: before it is made
   */
  public static Storage at(Storage storage, String store, String method, int call) {
    AtomicInteger left = new AtomicInteger(call);
    return proxy(
        Storage.class,
        (self, asked, arguments) -> {
          Object answer = called(asked, storage, arguments);
          return asked.getName().equals(store)
              ? proxy(
                  asked.getReturnType(),
                  (kept, wanted, given) -> {
                    if (wanted.getName().equals(method) && left.decrementAndGet() == 0) {
                      halt();
                    }
                    return called(wanted, answer, given);
                  })
              : answer;
        });
  }

  /** Says so, and does not come back. */
  public static void halt() {
    System.out.println(HALTED);
    awaitDeath();
  }

  /** A process with nothing but background work would end. */
  public static void awaitDeath() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object called(Method method, Object on, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
