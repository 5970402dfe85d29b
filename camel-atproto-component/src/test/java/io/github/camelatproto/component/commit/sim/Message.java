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
package io.github.camelatproto.component.commit.sim;

import java.util.List;

/** A message of a source, which delivers it until it is acknowledged. */
final class Message {

    final Endpoint endpoint;
    final List<Item> items;
    boolean wasDelivered;
    boolean isAcknowledged;
    /** Its redeliveries by the route after a failure. */
    int retries;
    /** How often it has lost its fresh rkeys, because the process that kept them is gone. */
    int life;

    Message(Endpoint endpoint, List<Item> items) {
        this.endpoint = endpoint;
        this.items = List.copyOf(items);
    }

    boolean isFresh() {
        return items.stream().anyMatch(Item::isFresh);
    }

    /** Whether nothing but faults keeps it from becoming exactly one record an item. */
    boolean isPromised() {
        return items.stream().allMatch(Item::isPromised);
    }
}
