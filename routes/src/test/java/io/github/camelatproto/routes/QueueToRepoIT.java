/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelatproto.routes;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;

import io.github.camelatproto.pds.EmbeddedPds;
import io.github.camelatproto.pds.Fault;
import io.github.camelatproto.syntax.Tid;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.camelatproto.routes.QueueRoutes.COLLECTION;
import static io.github.camelatproto.routes.QueueRoutes.DEAD_LETTERS;
import static io.github.camelatproto.routes.QueueRoutes.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The route {@code queue-to-repo.camel.yaml}: messages that become records, acknowledged after that. */
class QueueToRepoIT {

    private static final String HANDLE = "shop.test";
    private static final String PASSWORD = "open-sesame";
    private static final String ANSWERS = "answers";
    private static final String CREATE = "com.atproto.repo.createRecord";
    private static final String APPLY = "com.atproto.repo.applyWrites";

    @TempDir
    private Path folder;
    private Broker broker;
    private EmbeddedPds pds;
    private Collection things;
    private QueueRoutes routes;

    @BeforeEach
    void start() throws Exception {
        broker = new Broker(folder.resolve("broker"));
        pds = pds(0);
        things = new Collection(pds.url(), HANDLE, COLLECTION);
    }

    @AfterEach
    void stop() throws Exception {
        routes.close();
        pds.close();
        broker.close();
    }

    private EmbeddedPds pds(int port) {
        return EmbeddedPds.builder().port(port).account(HANDLE, PASSWORD).dataFile(folder.resolve("pds")).build().start();
    }

    private void startRoutes(String... options) throws Exception {
        routes = QueueRoutes.start(things.pds(), HANDLE, PASSWORD, options);
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(20));
    }

    private void awaitAllDone() {
        patiently().untilAsserted(() -> assertThat(broker.left(QUEUE)).isZero());
    }

    private static String[] numbered(int count) {
        return IntStream.range(0, count).mapToObj(n -> "{\"n\": " + n + "}").toArray(String[]::new);
    }

    private static String[] numbers(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toArray(String[]::new);
    }

    private static Broker.Maker asking(String text, String correlation) {
        return session -> {
            Message message = session.createTextMessage(text);
            message.setJMSReplyTo(session.createQueue(ANSWERS));
            message.setJMSCorrelationID(correlation);
            return message;
        };
    }

    private static Broker.Maker withHeader(String text, String name, String value) {
        return session -> {
            Message message = session.createTextMessage(text);
            message.setStringProperty(name, value);
            return message;
        };
    }

    /** As a broker does that delivers a message once more: the same id. */
    private static Broker.Maker named(String text, UUID id) {
        return session -> {
            Message message = session.createTextMessage(text);
            byte[] bytes = ByteBuffer.allocate(16).putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits()).array();
            ((ActiveMQMessage) message).getCoreMessage().setUserID(
                    new org.apache.activemq.artemis.utils.UUID(
                            org.apache.activemq.artemis.utils.UUID.TYPE_TIME_BASED, bytes));
            return message;
        };
    }

    @Test
    void everyMessageBecomesARecord() throws Exception {
        startRoutes();
        broker.send(QUEUE, numbered(20));
        broker.send(QUEUE, session -> {
            BytesMessage bytes = session.createBytesMessage();
            bytes.writeBytes("{\"n\": 20}".getBytes(StandardCharsets.UTF_8));
            return bytes;
        });

        awaitAllDone();
        assertThat(things.values("/n")).containsExactlyInAnyOrder(numbers(21));
    }

    /** More than a consumer holds, or even more than the broker sends in one piece. */
    @ParameterizedTest
    @ValueSource(ints = { 20_000, 120_000, 900_000 })
    void aMessageIsWrittenThatIsLargerThanWhatAConsumerHolds(int length) throws Exception {
        String text = "x".repeat(length);
        startRoutes();
        broker.send(QUEUE, "{\"text\": \"" + text + "\"}", "{\"text\": \"short\"}");

        awaitAllDone();
        assertThat(things.values("/text")).containsExactlyInAnyOrder(text, "short");
    }

    @Test
    void aRecordsKeyIsOfTheDayOnWhichItsMessageWasSent() throws Exception {
        startRoutes();
        Instant before = Instant.now();
        broker.send(QUEUE, "{\"n\": 1}");
        awaitAllDone();

        Instant day = Tid.parse(things.rkeys().get(0)).instant();
        assertThat(Duration.between(day, before).abs()).isLessThan(Duration.ofDays(1));
    }

    @Test
    void aMessageIsAcknowledgedOnlyAfterItsRecordIsWritten() throws Exception {
        int port = pds.url().getPort();
        pds.close();
        startRoutes();
        broker.send(QUEUE, numbered(10));
        patiently().untilAsserted(() -> assertThat(broker.waiting(QUEUE)).isPositive());
        assertThat(broker.left(QUEUE)).isEqualTo(10);
        assertThat(broker.left(DEAD_LETTERS)).isZero();

        pds = pds(port);
        awaitAllDone();
        assertThat(things.values("/n")).containsExactlyInAnyOrder(numbers(10));
    }

    @Test
    void aLostAnswerMakesNoSecondRecord() throws Exception {
        pds.faults().next(CREATE, Fault.dropAfterCommit(), Fault.dropAfterCommit());
        startRoutes("consumers=1");
        broker.send(QUEUE, numbered(2));
        awaitAllDone();
        assertThat(things.values("/n")).containsExactlyInAnyOrder(numbers(2));
    }

    @Test
    void theSameMessageIdTwiceIsOneRecord() throws Exception {
        UUID id = UUID.randomUUID();
        startRoutes();
        broker.send(QUEUE, named("{\"n\": 1}", id), named("{\"n\": 1}", id));
        broker.send(QUEUE, "{\"n\": 1}");
        awaitAllDone();
        assertThat(things.records()).hasSize(2);
    }

    @Test
    void aHeaderOfTheSendersChoosingNamesTheRecord() throws Exception {
        startRoutes("keyHeader=orderId");
        broker.send(QUEUE, withHeader("{\"n\": 1}", "orderId", "o-1"), withHeader("{\"n\": 1}", "orderId", "o-1"),
                withHeader("{\"n\": 2}", "orderId", "o-2"));
        awaitAllDone();
        assertThat(things.values("/n")).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void aMessageWithoutThatHeaderIsADeadLetter() throws Exception {
        startRoutes("keyHeader=orderId");
        broker.send(QUEUE, "{\"n\": 1}");
        assertThat(broker.take(DEAD_LETTERS).getStringProperty("AtprotoReason")).contains("orderId");
        assertThat(things.records()).isEmpty();
    }

    @Test
    void aSenderDoesNotChooseTheRecordKey() throws Exception {
        startRoutes();
        broker.send(QUEUE, withHeader("{\"n\": 1}", "CamelAtprotoRkey", "mine"),
                withHeader("{\"n\": 1}", "camelatprotorkey", "mine"));
        awaitAllDone();
        assertThat(things.rkeys()).hasSize(2).doesNotContain("mine");
    }

    static Stream<Arguments> poison() {
        return Stream.of(
                Arguments.of("no JSON: top-secret", "InvalidInputException"),
                Arguments.of("{\"secret\": \"top-secret\"", "InvalidInputException"),
                Arguments.of("", "InvalidInputException"),
                Arguments.of("[\"top-secret\"]", "RecordValidationException"),
                Arguments.of("{\"n\": 1.5, \"secret\": \"top-secret\"}", "RecordValidationException"),
                Arguments.of("{\"secret\": \"top-secret" + "x".repeat(2_100_000) + "\"}", "PayloadTooLargeException"));
    }

    @ParameterizedTest
    @MethodSource("poison")
    void whatCanNeverBeWrittenIsADeadLetterWithTheReason(String text, String reasonClass) throws Exception {
        startRoutes();
        broker.send(QUEUE, text, "{\"n\": 1}");

        Message letter = broker.take(DEAD_LETTERS);
        assertThat(letter.getBody(String.class)).isEqualTo(text);
        assertThat(letter.getStringProperty("AtprotoReasonClass")).isEqualTo(reasonClass);
        assertThat(letter.getStringProperty("AtprotoReason")).isNotBlank().doesNotContain("top-secret");
        assertThat(letter.getStringProperty("AtprotoMessageId")).startsWith("ID:");
        awaitAllDone();
        assertThat(things.values("/n")).containsExactly("1");
    }

    @Test
    void aMessageWhoseDeadLetterCannotBeSentStaysInItsQueue() throws Exception {
        broker.refuse(DEAD_LETTERS);
        startRoutes();
        broker.send(QUEUE, "no JSON");
        patiently().untilAsserted(() -> assertThat(broker.waiting(QUEUE)).isOne());
        assertThat(broker.left(DEAD_LETTERS)).isZero();

        broker.accept(DEAD_LETTERS);
        assertThat(broker.take(DEAD_LETTERS).getBody(String.class)).isEqualTo("no JSON");
        awaitAllDone();
    }

    @Test
    void aJavaObjectIsNotRead() throws Exception {
        startRoutes();
        broker.send(QUEUE, session -> {
            ObjectMessage message = session.createObjectMessage();
            message.setObject(Instant.now());
            return message;
        });
        Message letter = broker.take(DEAD_LETTERS);
        assertThat(letter.getStringProperty("AtprotoReason")).contains("Java object");
        awaitAllDone();
        assertThat(things.records()).isEmpty();
    }

    @Test
    void whatThePdsCallsInvalidIsADeadLetterToo() throws Exception {
        pds.faults().always(CREATE, Fault.refuse(400, "InvalidRecord", "the record does not please"));
        startRoutes();
        broker.send(QUEUE, "{\"n\": 1}");
        assertThat(broker.take(DEAD_LETTERS).getStringProperty("AtprotoReasonClass")).isEqualTo("RecordValidationException");
        awaitAllDone();
    }

    @Test
    void theLogHasNeitherContentsNorPassword() throws Exception {
        PrintStream original = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        pds.faults().next(CREATE, Fault.refuse(403, "Forbidden", "not now"));
        try {
            startRoutes("consumers=1");
            broker.send(QUEUE, "{\"secret\": \"top-secret\", \"n\": 1}", "top-secret",
                    "{\"secret\": \"top-secret\", \"n\": 0.1}");
            patiently().untilAsserted(() -> assertThat(log.toString(StandardCharsets.UTF_8)).contains(
                    "of things goes to things.rejected: InvalidInputException",
                    "exception.AuthenticationException: createRecord of at://"));
            awaitAllDone();
        } finally {
            System.setErr(original);
        }
        assertThat(log.toString(StandardCharsets.UTF_8))
                .doesNotContain("top-secret").doesNotContain(PASSWORD).doesNotContain("\tat ");
    }

    @Test
    void aRequestIsAnsweredWithTheRecordsUriAndCid() throws Exception {
        startRoutes();
        broker.send(QUEUE, asking("{\"n\": 1}", "mine"));

        Message answer = broker.take(ANSWERS);
        assertThat(((TextMessage) answer).getText()).isEqualTo(things.records().get(0).get("uri").textValue());
        assertThat(answer.getStringProperty("AtprotoCid")).isEqualTo(things.records().get(0).get("cid").textValue());
        assertThat(answer.getJMSCorrelationID()).isEqualTo("mine");
        assertThat(Instant.ofEpochMilli(answer.getJMSExpiration()))
                .isBetween(Instant.now(), Instant.now().plus(Duration.ofHours(1)));
        assertThat(answer.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
    }

    @Test
    void aRequestThatIsADeadLetterIsAnsweredWithTheReason() throws Exception {
        startRoutes();
        broker.send(QUEUE, asking("no JSON", "mine"));

        Message answer = broker.take(ANSWERS);
        Message letter = broker.take(DEAD_LETTERS);
        assertThat(answer.getStringProperty("AtprotoReasonClass")).isEqualTo("InvalidInputException");
        assertThat(answer.getBody(String.class)).isEqualTo(letter.getStringProperty("AtprotoReason"));
        assertThat(letter.getBody(String.class)).isEqualTo("no JSON");
    }

    @Test
    void aRequestWhoseSenderHasGoneIsDoneAllTheSame() throws Exception {
        // a temporary queue goes with the connection of its owner
        broker.send(QUEUE, session -> {
            Message message = session.createTextMessage("{\"n\": 1}");
            message.setJMSReplyTo(session.createTemporaryQueue());
            return message;
        });
        startRoutes();
        awaitAllDone();
        assertThat(things.values("/n")).containsExactly("1");
    }

    @Test
    void aRequestIsNotAnsweredBeforeItsRecordIsWritten() throws Exception {
        int port = pds.url().getPort();
        pds.close();
        startRoutes();
        broker.send(QUEUE, asking("{\"n\": 1}", "mine"));
        patiently().untilAsserted(() -> assertThat(broker.waiting(QUEUE)).isOne());
        assertThat(broker.left(ANSWERS)).isZero();

        pds = pds(port);
        assertThat(broker.take(ANSWERS).getBody(String.class)).startsWith("at://");
        awaitAllDone();
        assertThat(broker.left(ANSWERS)).isZero();
        assertThat(things.records()).hasSize(1);
    }

    @Test
    void aPasswordThatIsChangedKeepsTheMessagesUntilItIsPutRight() throws Exception {
        String did = things.did();
        startRoutes();
        broker.send(QUEUE, "{\"n\": 0}");
        awaitAllDone();
        // as after a change of password: no token is good any more, and the password neither
        pds.expireAccessTokens(did);
        pds.revokeSessions(did);
        pds.faults().always("com.atproto.server.createSession",
                Fault.refuse(401, "AuthenticationRequired", "Invalid identifier or password"));

        broker.send(QUEUE, "{\"n\": 1}", "{\"n\": 2}");
        patiently().untilAsserted(() -> assertThat(broker.waiting(QUEUE)).isPositive());
        assertThat(broker.left(QUEUE)).isEqualTo(2);
        routes.close();
        pds.faults().clear();
        startRoutes();
        awaitAllDone();
        assertThat(things.values("/n")).containsExactlyInAnyOrder(numbers(3));
        assertThat(broker.left(DEAD_LETTERS)).isZero();
    }

    @Test
    void aTokenThatExpiresCostsNoMessage() throws Exception {
        startRoutes();
        broker.send(QUEUE, numbered(1));
        awaitAllDone();
        pds.expireAccessTokens(things.did());
        broker.send(QUEUE, "{\"n\": 1}");
        awaitAllDone();
        assertThat(things.values("/n")).containsExactlyInAnyOrder(numbers(2));
    }

    @Test
    void consumersThatWaitAtTheSameTimeShareCommits() throws Exception {
        pds.faults().always(CREATE, Fault.delay(Duration.ofMillis(100)));
        pds.faults().always(APPLY, Fault.delay(Duration.ofMillis(100)));
        startRoutes("consumers=16");
        patiently().untilAsserted(() -> assertThat(broker.consumers(QUEUE)).isEqualTo(16));
        long start = System.nanoTime();
        broker.send(QUEUE, numbered(160));
        awaitAllDone();
        // each by itself would take 16 seconds
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        assertThat(things.values("/n")).containsExactlyInAnyOrder(numbers(160));
    }

    @Test
    void consumersThatStartLaterTakePartInABacklog() throws Exception {
        pds.faults().always(CREATE, Fault.delay(Duration.ofMillis(100)));
        pds.faults().always(APPLY, Fault.delay(Duration.ofMillis(100)));
        String text = "x".repeat(1_000);
        broker.send(
                QUEUE, IntStream.range(0, 300).mapToObj(n -> "{\"n\": " + n + ", \"text\": \"" + text + "\"}")
                        .toArray(String[]::new));
        startRoutes("consumers=1");
        patiently().untilAsserted(() -> assertThat(broker.left(QUEUE)).isLessThan(300));
        try (QueueRoutes more = QueueRoutes.start(things.pds(), HANDLE, PASSWORD, "consumers=16")) {
            assertThat(more.isRunning()).isTrue();
            // the first alone would take half a minute
            awaitAllDone();
        }
        assertThat(things.values("/n")).containsExactlyInAnyOrder(numbers(300));
    }

    @Test
    void aDeadLetterThatIsSentOnceMoreIsJudgedAnew() throws Exception {
        startRoutes();
        broker.send(QUEUE, "no JSON");
        Message letter = broker.take(DEAD_LETTERS);
        broker.send(QUEUE, session -> corrected(session, letter));
        assertThat(broker.take(ANSWERS).getStringProperty("AtprotoReason")).isNull();
        assertThat(things.values("/n")).containsExactly("1");
    }

    private static Message corrected(Session session, Message letter) throws JMSException {
        Message message = session.createTextMessage("{\"n\": 1}");
        for (String name : new String[] { "AtprotoReason", "AtprotoReasonClass", "AtprotoMessageId" }) {
            message.setStringProperty(name, letter.getStringProperty(name));
        }
        message.setJMSReplyTo(session.createQueue(ANSWERS));
        return message;
    }
}
