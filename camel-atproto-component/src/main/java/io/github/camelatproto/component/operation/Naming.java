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

import java.time.Instant;

import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.NamedWrite.Origin;
import io.github.camelatproto.component.commit.SwapRecord;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.repo.Write;
import io.github.camelatproto.syntax.RecordKey;
import io.github.camelatproto.syntax.Tid;
import org.jspecify.annotations.Nullable;

/** Names first: fixes each write's rkey before the first byte is sent. */
final class Naming {

    private final MessageOptions options;
    private final StepKeys keys;
    private final @Nullable Object message;

    private Naming(MessageOptions options, StepKeys keys, @Nullable Object message) {
        this.options = options;
        this.keys = keys;
        this.message = message;
    }

    /** A fresh key stays with its record. */
    static Naming ofRecords(MessageOptions options, StepKeys keys) {
        return new Naming(options, keys, null);
    }

    /** A fresh key stays with its place in the message, whatever record is computed for it. */
    static Naming ofPlaces(MessageOptions options, StepKeys keys, Object message) {
        return new Naming(options, keys, message);
    }

    /**
     * @param write   a create whose rkey, if it has one, was given
     * @param swap    the value that its author read; null where any will do
     * @param key     the write's own name, if it has one
     * @param instant the day to place a derived rkey in, if any
     * @param index   the write's place in its message
     */
    NamedWrite name(Write write, @Nullable SwapRecord swap, @Nullable String key, @Nullable Instant instant, int index) {
        if (!(write instanceof Write.Create create)) {
            return named(write, Origin.GIVEN, swap);
        }
        if (create.rkey() != null) {
            return named(create, key != null && isNamedBy(key, instant, create.rkey()) ? Origin.DERIVED : Origin.GIVEN, swap);
        }
        return key != null
                ? named(create.withRkey(derive(key, instant)), Origin.DERIVED, swap)
                : named(
                        create.withRkey(keys.fresh(index, message == null ? create : message)), Origin.FRESH, swap);
    }

    private NamedWrite named(Write write, Origin origin, @Nullable SwapRecord swap) {
        return new NamedWrite(write, origin, options.onExisting(origin), swap);
    }

    /** An rkey that is its own name was made for this write, when it entered an aggregator. */
    private static boolean isNamedBy(String key, @Nullable Instant instant, RecordKey rkey) {
        return rkey.value().equals(key) || rkey.equals(derive(key, instant));
    }

    static RecordKey derive(String key, @Nullable Instant instant) {
        try {
            return RecordKey.of(instant == null ? Tid.ofKey(key) : Tid.ofKey(key, instant));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("No record key can be derived for this message: " + e.getMessage(), e);
        }
    }
}
