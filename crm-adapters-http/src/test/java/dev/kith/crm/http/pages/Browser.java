package dev.kith.crm.http.pages;

import com.google.common.io.Resources;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real browser without a screen, on a server of the test's own. */
final class Browser implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Between two looks at what is waited for: selenium's own half second is most of such a wait. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private static final String AXE = axe();

  /** Browsers that nobody uses now: to start one takes longer than much that is done with it. */
  private static final Queue<ChromeDriver> IDLE = new ConcurrentLinkedQueue<>();

  private final ChromeDriver driver;
  private final String base;

  /** By this the browser knows the script that each page brings along, if there is one. */
  private @Nullable Object axeOfEachPage;

  private Browser(ChromeDriver driver, String base) {
    this.driver = driver;
    this.base = base;
  }

  static Browser on(String base) {
    ChromeDriver idle = IDLE.poll();
    return new Browser(idle == null ? started() : idle, base);
  }

  private static ChromeDriver started() {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(found("kith.browser"));
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--lang=en-GB");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(found("kith.browser.driver")))
            .build();
    ChromeDriver driver = new ChromeDriver(service, options);
    Runtime.getRuntime().addShutdownHook(new Thread(driver::quit));
    return driver;
  }

  private static String found(String property) {
    return Objects.requireNonNull(
        System.getProperty(property),
        "the build tells the tests with " + property + " where the browser is");
  }

  Browser desktop() {
    return sized(1280, 900, false);
  }

  Browser phone() {
    return sized(390, 844, true);
  }

  private Browser sized(int width, int height, boolean mobile) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", mobile));
    return this;
  }

  Browser inTheDark(boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    return this;
  }

  /** Whether pages that are opened from now on may run scripts. */
  Browser withScripts(boolean run) {
    driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !run));
    return this;
  }

  /** As if nobody had ever used this browser. */
  void forget() {
    driver.get("about:blank");
    driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
    driver.executeCdpCommand(
        "Storage.clearDataForOrigin", Map.of("origin", base, "storageTypes", "all"));
  }

  void open(String path) {
    driver.get(base + path);
  }

  /** Where the browser is, without the server's name. */
  String path() {
    return Objects.requireNonNull(driver.getCurrentUrl()).substring(base.length());
  }

  /** In one go: each word that is typed takes the driver as long as a page. */
  void logIn(String login, String password) {
    open("/login");
    driver.executeScript(
        """
        document.getElementById("login").value = arguments[0];
        document.getElementById("password").value = arguments[1];
        """,
        login,
        password);
    press("Log in");
  }

  /** Replaces what stands in the field of this id. */
  void type(String id, String text) {
    WebElement field = see(By.id(id));
    field.clear();
    field.sendKeys(text);
  }

  void choose(String id, String visibleText) {
    new Select(see(By.id(id))).selectByVisibleText(visibleText);
  }

  /** Presses the button, or follows the link, of this text. */
  void press(String text) {
    click(
        By.xpath(
            "//main//*[self::button or self::a][contains(normalize-space(.), '" + text + "')]"));
  }

  /** Clicks it, as soon as it is there; what comes anew in that moment is looked for again. */
  void click(By what) {
    until(
        d -> {
          WebElement element = d.findElement(what);
          // The driver does not know of the emulated height, and would click below the fold.
          driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
          // Refused where it is not in sight, and tried again.
          element.click();
          return Boolean.TRUE;
        },
        what.toString());
  }

  /** Drags a file from outside over an element, and lets it go there. */
  void drop(Path file, By target) {
    WebElement area = see(target);
    driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", area);
    List<?> middle =
        (List<?>)
            driver.executeScript(
                "const box = arguments[0].getBoundingClientRect();"
                    + "return [box.x + box.width / 2, box.y + box.height / 2]",
                area);
    for (String type : List.of("dragEnter", "dragOver", "drop")) {
      driver.executeCdpCommand(
          "Input.dispatchDragEvent",
          Map.of(
              "type", type,
              "x", middle.get(0),
              "y", middle.get(1),
              "data",
                  Map.of(
                      "items", List.of(),
                      "files", List.of(file.toString()),
                      "dragOperationsMask", 1)));
    }
  }

  /** Drags what is on the page with the mouse, and lets it go over something else. */
  void drag(By what, By target) {
    WebElement from = see(what);
    driver.executeScript(
        "arguments[0].scrollIntoView({block: 'nearest', inline: 'nearest'})", from);
    WebElement to = see(target);
    seeItDrawn();
    new Actions(driver)
        .moveToElement(from)
        .clickAndHold()
        .moveByOffset(9, 9)
        .moveToElement(to)
        .moveByOffset(1, 1)
        .release()
        .perform();
  }

  /** Waits until an element, in sight or not, says this. */
  void seeIn(String selector, String text) {
    until(
        d -> textsInSource(selector).stream().anyMatch(t -> t.contains(text)) ? Boolean.TRUE : null,
        "the text " + text + " in " + selector);
  }

  void keys(CharSequence... keys) {
    seeItDrawn();
    new Actions(driver).sendKeys(keys).perform();
  }

  void withControl(String key) {
    seeItDrawn();
    new Actions(driver).keyDown(Keys.CONTROL).sendKeys(key).keyUp(Keys.CONTROL).perform();
  }

  void openPalette() {
    withControl("k");
    see(By.cssSelector("#palette[open]"));
  }

  /**
   * Waits until the page has run its scripts and its frames are on the screen. Keys before the
   * first of them are lost, and what has the focus is only settled with the next.
   */
  private void seeItDrawn() {
    until(
        d -> script("return document.readyState").equals("complete") ? Boolean.TRUE : null,
        "the page");
    until(
        d ->
            driver.executeAsyncScript(
                """
                const done = arguments[arguments.length - 1];
                requestAnimationFrame(() => requestAnimationFrame(() => done(true)));
                """),
        "a frame of the page");
  }

  WebElement see(By what) {
    return until(
        d -> {
          WebElement element = d.findElement(what);
          return element.isDisplayed() ? element : null;
        },
        what.toString());
  }

  /** Waits until the page says this, and answers nothing less than that. */
  void seeText(String text) {
    until(
        d ->
            String.valueOf(script("return document.body.innerText")).contains(text)
                ? Boolean.TRUE
                : null,
        "the text " + text);
  }

  /** The same, on a page that does not change by itself. */
  void seeTextAfterLoadingAgain(String text) {
    until(
        d -> {
          d.navigate().refresh();
          return d.findElement(By.tagName("body")).getText().contains(text) ? Boolean.TRUE : null;
        },
        "the text " + text);
  }

  /** Waits until nothing on the page is like this. */
  void seeNone(String selector) {
    until(
        d -> d.findElements(By.cssSelector(selector)).isEmpty() ? Boolean.TRUE : null,
        "a page without " + selector);
  }

  /** Waits until what happens beside the browser is as wanted. */
  <T> T await(Supplier<T> what, Predicate<T> wanted) {
    return until(
        d -> {
          T now = what.get();
          return wanted.test(now) ? now : null;
        },
        "what is wanted");
  }

  boolean hidden(String selector) {
    return driver.findElements(By.cssSelector(selector)).stream()
        .noneMatch(WebElement::isDisplayed);
  }

  String source() {
    return Objects.requireNonNull(driver.getPageSource());
  }

  void seePath(String start) {
    until(d -> path().startsWith(start) ? Boolean.TRUE : null, "the address " + start);
  }

  /** The texts of elements whether they are in sight or not. */
  List<String> textsInSource(String selector) {
    return driver.findElements(By.cssSelector(selector)).stream()
        .map(element -> String.valueOf(element.getDomProperty("textContent")).strip())
        .toList();
  }

  List<String> texts(String selector) {
    return driver.findElements(By.cssSelector(selector)).stream().map(WebElement::getText).toList();
  }

  String attribute(String selector, String name) {
    return String.valueOf(see(By.cssSelector(selector)).getDomAttribute(name));
  }

  String style(String selector, String property) {
    return see(By.cssSelector(selector)).getCssValue(property);
  }

  Object script(String code) {
    return driver.executeScript(code);
  }

  /** What axe finds against WCAG 2.2 AA; each with the place and the reason. */
  List<?> accessibilityViolations() {
    return violations("{ type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }");
  }

  /** Of these, those that colours alone can bring about. */
  List<?> violationsOfColours() {
    return violations("{ type: 'rule', values: ['color-contrast', 'link-in-text-block'] }");
  }

  private List<?> violations(String rules) {
    if (Boolean.TRUE.equals(script("return typeof axe === 'undefined'"))) {
      driver.executeScript(AXE);
      // Half a megabyte is sent once only: the pages that are opened from now on bring it along.
      axeOfEachPage =
          driver
              .executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", AXE))
              .get("identifier");
    }
    Object found =
        driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            axe.run(document, { runOnly: %s, resultTypes: ["violations"], preload: false }).then((result) =>
              done(result.violations.map((v) => v.id + " at " + v.nodes.map((n) => n.target + ": " + n.failureSummary).join("; "))));
            """
                .formatted(rules));
    return (List<?>) Objects.requireNonNull(found);
  }

  void saveScreen(Path file) {
    try {
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T> T until(Function<WebDriver, T> condition, String what) {
    return new WebDriverWait(driver, PATIENCE, LOOK_AGAIN)
        .withMessage(() ->
            what
                + " did not appear; the page at "
                + path()
                + " says: "
                + driver.findElement(By.tagName("body")).getText())
        // An element whose page is replaced at that moment is reported in more ways than one.
        .ignoring(WebDriverException.class)
        .until(condition);
  }

  private static String axe() {
    try {
      return Resources.toString(
          Resources.getResource("META-INF/resources/webjars/axe-core/4.6.3/axe.min.js"),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leaves it as it was when it was started, for whoever comes next. */
  @Override
  public void close() {
    if (driver.getWindowHandles().size() > 1) {
      driver.quit();
      return;
    }
    forget();
    withScripts(true);
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
    driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    if (axeOfEachPage != null) {
      driver.executeCdpCommand(
          "Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", axeOfEachPage));
    }
    IDLE.add(driver);
  }
}
