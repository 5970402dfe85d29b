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
package io.github.camelatproto.component.operation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.Calendar;
import java.util.Date;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.camelatproto.component.AtprotoConfiguration;
import io.github.camelatproto.component.AtprotoConstants;
import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.OnExisting;
import io.github.camelatproto.component.commit.Rebase;
import io.github.camelatproto.component.commit.Swap;
import io.github.camelatproto.component.commit.SwapRecord;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.sync.KeyRange;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.jspecify.annotations.Nullable;

/**
 * What an exchange asks for: its headers, where they are allowed, before its input object, before the endpoint's
 * options. Thread-safe.
 */
final class MessageOptions {

    private final AtprotoConfiguration configuration;
    private final @Nullable Expression rkey;
    private final @Nullable Expression idempotencyKey;
    private final @Nullable Expression idempotencyInstant;
    private final @Nullable Expression window;
    /** The collection that was asked for last: mostly the endpoint's. */
    private volatile @Nullable Nsid lastCollection;

    MessageOptions(AtprotoConfiguration configuration, CamelContext context) {
        this.configuration = configuration;
        this.rkey = simple(context, configuration.getRkey());
        this.idempotencyKey = simple(context, configuration.getIdempotencyKey());
        this.idempotencyInstant = simple(context, configuration.getIdempotencyInstant());
        this.window = simple(context, configuration.getWindow());
    }

    private static @Nullable Expression simple(CamelContext context, @Nullable String text) {
        if (text == null) {
            return null;
        }
        Expression expression = context.resolveLanguage("simple").createExpression(text);
        expression.init(context);
        return expression;
    }

    /** Where a listing goes on, null for its beginning. */
    @Nullable
    String cursor(Exchange exchange) {
        String header = text(exchange, AtprotoConstants.CURSOR);
        return header != null ? header : configuration.getCursor();
    }

    /** The repo that the message chose, null for the endpoint's own. */
    @Nullable
    String repo(Exchange exchange, Input input) {
        String header = configuration.isAllowRepoFromHeader() ? text(exchange, AtprotoConstants.REPO) : null;
        return header != null ? header : input.repo();
    }

    /** The repo as the message or else the endpoint names it, for errors before it is opened. */
    String repoName(Exchange exchange, Input input) {
        return Stream.of(repo(exchange, input), configuration.getRepo(), configuration.getIdentifier())
                .filter(Objects::nonNull).findFirst().orElse("the account " + configuration.getAccount());
    }

    Nsid collection(Exchange exchange, Input input) {
        String chosen = optionalCollection(exchange, input);
        if (chosen == null) {
            throw new InvalidInputException(
                    "No collection: set the option collection, or the header " + AtprotoConstants.COLLECTION);
        }
        return collection(chosen);
    }

    /** What {@link #optionalCollection} gave. */
    Nsid collection(String chosen) {
        Nsid last = lastCollection;
        if (last == null || !last.value().equals(chosen)) {
            last = parse("collection", chosen, Nsid::parse);
            lastCollection = last;
        }
        return last;
    }

    /** Not parsed yet, because not all items of a list need it. */
    @Nullable
    String optionalCollection(Exchange exchange, Input input) {
        String fixed = configuration.getCollection();
        boolean free = fixed == null || configuration.isAllowCollectionFromHeader();
        String header = free ? text(exchange, AtprotoConstants.COLLECTION) : null;
        if (header != null) {
            return header;
        }
        if (input.collection() != null && !free && !input.collection().equals(fixed)) {
            throw new InvalidInputException(
                    "The input object is for collection " + bounded(input.collection()) + ", and this endpoint writes to "
                                            + fixed + "; allowCollectionFromHeader lets messages choose");
        }
        return input.collection() != null ? input.collection() : fixed;
    }

    /** The rkey that the caller gave, null if none. */
    @Nullable
    RecordKey rkey(Exchange exchange, Input input) {
        String header = text(exchange, AtprotoConstants.RKEY);
        String given = header != null ? header : input.rkey();
        if (given == null && rkey != null) {
            given = rkey.evaluate(exchange, String.class);
            if (given == null || given.isEmpty()) {
                throw new InvalidInputException("The option rkey gives nothing for this message: " + configuration.getRkey());
            }
        }
        return given == null ? null : parse("rkey", given, RecordKey::parse);
    }

    /** The part of the collection that the message speaks of. */
    KeyRange window(Exchange exchange) {
        String given = window == null ? null : window.evaluate(exchange, String.class);
        return given == null ? KeyRange.ALL : parse("window", given, KeyRange::parse);
    }

    /** The message's own name, null if it has none. */
    @Nullable
    String idempotencyKey(Exchange exchange) {
        String header = text(exchange, AtprotoConstants.IDEMPOTENCY_KEY);
        if (header != null || idempotencyKey == null) {
            return header;
        }
        String key = idempotencyKey.evaluate(exchange, String.class);
        if (key == null || key.isEmpty()) {
            throw new InvalidInputException(
                    "The option idempotencyKey gives nothing for this message, so it has no name to be written under: "
                                            + configuration.getIdempotencyKey());
        }
        return key;
    }

    @Nullable
    Instant idempotencyInstant(Exchange exchange) {
        if (idempotencyInstant == null) {
            return null;
        }
        Object value = idempotencyInstant.evaluate(exchange, Object.class);
        return value == null || value.equals("") ? null : instant(value);
    }

    /** A date in any of the forms that messages carry: Date, Calendar, java.time, epoch milliseconds, ISO 8601 text. */
    static Instant instant(Object value) {
        try {
            if (value instanceof Date date) {
                return date.toInstant();
            } else if (value instanceof Calendar calendar) {
                return calendar.toInstant();
            } else if (value instanceof TemporalAccessor temporal) {
                return Instant.from(temporal);
            } else if (value instanceof Number millis) {
                return Instant.ofEpochMilli(millis.longValue());
            }
            String text = value.toString();
            return text.matches("-?\\d{1,18}")
                    ? Instant.ofEpochMilli(Long.parseLong(text)) : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new InvalidInputException(
                    "idempotencyInstant is '" + bounded(value.toString()) + "', which is no date such as 2026-11-22T10:00:00Z");
        } catch (DateTimeException e) {
            throw new InvalidInputException("idempotencyInstant is a " + value.getClass().getName() + " without a time", e);
        }
    }

    @Nullable
    Boolean validate(Exchange exchange, Input input) {
        Object header = exchange.getMessage().getHeader(AtprotoConstants.VALIDATE);
        if (header != null) {
            return parse("header " + AtprotoConstants.VALIDATE, header.toString(), MessageOptions::trueOrFalse);
        }
        if (input.validate() != null) {
            return input.validate();
        }
        return configuration.getValidate() == null ? null : trueOrFalse(configuration.getValidate());
    }

    private static Boolean trueOrFalse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("it must be true or false, or absent, not " + bounded(text));
        };
    }

    Swap swap(Exchange exchange, Input input) {
        String asked = swapCommit(exchange, input);
        if (asked == null) {
            return new Swap.None();
        }
        return asked.equals("latest")
                ? new Swap.Latest(configuration.getMaxSwapRetries())
                : new Swap.Exactly(parse("swapCommit", asked, Cid::parse));
    }

    /** What a message whose writes are computed by a rebase asks for. */
    Swap.Latest rebased(Exchange exchange, Rebase rebase) {
        String asked = swapCommit(exchange, Input.NONE);
        if (!"latest".equals(asked)) {
            throw new InvalidInputException(
                    "This endpoint has a rebase, which goes with swapCommit=latest, and this message asks for swapCommit="
                                            + bounded(String.valueOf(asked)) + "; remove the header "
                                            + AtprotoConstants.SWAP_COMMIT);
        }
        return new Swap.Latest(configuration.getMaxSwapRetries(), rebase);
    }

    private @Nullable String swapCommit(Exchange exchange, Input input) {
        String header = text(exchange, AtprotoConstants.SWAP_COMMIT);
        String asked = header != null ? header : input.swapCommit();
        return asked != null ? asked : configuration.getSwapCommit();
    }

    /** The value that the record must have; null where any will do. */
    @Nullable
    SwapRecord swapRecord(Exchange exchange, Input input) {
        String header = text(exchange, AtprotoConstants.SWAP_RECORD);
        if (header != null) {
            return parse("swapRecord", header, SwapRecordText::parse);
        }
        if (input.swapRecord() != null) {
            return input.swapRecord();
        }
        return configuration.getSwapRecord() == null ? null : SwapRecordText.parse(configuration.getSwapRecord());
    }

    boolean isPointSaving() {
        return configuration.isPointSaving();
    }

    OnExisting onExisting(NamedWrite.Origin origin) {
        if (configuration.getOnExisting() != null) {
            return configuration.getOnExisting();
        }
        return origin == NamedWrite.Origin.GIVEN ? OnExisting.FAIL : OnExisting.SKIP;
    }

    static <T> T parse(String what, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("The " + what + " of this message cannot be used: " + e.getMessage(), e);
        }
    }

    private static @Nullable String text(Exchange exchange, String header) {
        if (exchange.getMessage().getHeader(header) == null) {
            return null;
        }
        String text = exchange.getMessage().getHeader(header, String.class);
        if (text == null || text.isEmpty()) {
            // what was asked for is not dropped because it cannot be understood
            throw new InvalidInputException(
                    "The header " + header + " is " + (text == null ? "no text" : "empty")
                                            + "; give it a value, or remove it");
        }
        return text;
    }

    private static String bounded(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64) + "...";
    }
}
