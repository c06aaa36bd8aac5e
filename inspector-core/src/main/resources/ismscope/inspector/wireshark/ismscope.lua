-- Dissects captures of Ismscope: virtio-ism records in pcapng (docs/capture-format.md), with the names of docs/fields.md.
-- Written by "ismscope wireshark"; the tables come from the program itself, so edit the program, not this file.
-- For Wireshark 3.6 and newer, Lua 5.2 to 5.4. License: Apache-2.0.

-- FIELDS: name, label, type, base, words for values. BITS: words for bits. KINDS, COMMANDS, HEADER, EVENT, REPLY, AREA: fields in the order
-- of the bytes, each with its width (0: all that is left); `counts` names the field whose length it is. RULES, which the device itself checks, and
-- LINT_RULES: id, name, severity, text, clause.
--@TABLES@

local MAGIC = 0x4D534956
local VERSION = 1
local HEADER_LENGTH = 32
local AREA_LENGTH = 16
local FLAG_CUT = 2

local ism = Proto("ism", "virtio-ism")
local fields, types, words = {}, {}, {}
local all_fields = {}

for _, field in ipairs(FIELDS) do
  local name, label, kind, how, names = field[1], field[2], field[3], field[4], field[5]
  types[name], words[name] = kind, names
  if kind == "string" or kind == "bytes" then
    fields[name] = ProtoField[kind](name, label)
  elseif kind == "framenum" then
    local role = name == "ism.response_in" and frametype.RESPONSE or name == "ism.response_to" and frametype.REQUEST or frametype.NONE
    fields[name] = ProtoField.framenum(name, label, base.NONE, role)
  else
    fields[name] = ProtoField[kind](name, label, base[how], names)
  end
  all_fields[#all_fields + 1] = fields[name]
end
-- Known to the filters of Ismscope from the interface, not from the record.
local vm_field = ProtoField.string("ism.vm", "VM")
all_fields[#all_fields + 1] = vm_field
-- What "ismscope export --findings" wrote into the packet's comment.
local finding_field = ProtoField.string("ism.finding", "Finding")
local finding_rule = ProtoField.uint16("ism.finding.rule", "Rule", base.DEC)
local finding_severity = ProtoField.uint8("ism.finding.severity", "Severity", base.DEC, { [0] = "CHAT", [1] = "NOTE", [2] = "WARN", [3] = "ERROR" })
local finding_proof = ProtoField.framenum("ism.finding.proof", "Proof", base.NONE)
for _, field in ipairs({ finding_field, finding_rule, finding_severity, finding_proof }) do all_fields[#all_fields + 1] = field end
ism.fields = all_fields

local SEVERITY = { CHAT = expert.severity.CHAT, NOTE = expert.severity.NOTE, WARN = expert.severity.WARN, ERROR = expert.severity.ERROR }
local malformed = ProtoExpert.new("ism.malformed", "Malformed", expert.group.MALFORMED, expert.severity.WARN)
local lost = ProtoExpert.new("ism.lost", "Records were lost", expert.group.SEQUENCE, expert.severity.WARN)
local refused = ProtoExpert.new("ism.refused", "Command refused", expert.group.RESPONSE_CODE, expert.severity.NOTE)
local unknown_rule = ProtoExpert.new("ism.rule.unknown", "Violation of an unknown rule", expert.group.PROTOCOL, expert.severity.ERROR)
local rule_experts = {}
local all_experts = { malformed, lost, refused, unknown_rule }
local function rule_expert(code, rule)
  local name = "ism.rule." .. rule[2]:gsub("-", "_")
  local text = rule[1] .. " " .. rule[2] .. ": " .. rule[4]
  rule_experts[code] = ProtoExpert.new(name, text, expert.group.PROTOCOL, SEVERITY[rule[3]])
  all_experts[#all_experts + 1] = rule_experts[code]
end
for code, rule in pairs(RULES) do rule_expert(code, rule) end
for code, rule in pairs(LINT_RULES) do rule_expert(code, rule) end
ism.experts = all_experts

local interface_name = Field.new("frame.interface_name")
local comments = Field.new("frame.comment")

-- What other records of the capture say; learnt when a packet is seen first. Numbers of 64 bits are keys as text. Which interface a packet is of
-- is not known then, as Wireshark builds no tree in its first pass: a command and its reply have their flow in common, and devices their names.
local seen
local function forget()
  seen = { pending = {}, replies = {}, requests = {}, names = {}, notify = {}, regions = {} }
end
forget()
function ism.init() forget() end

-- Numbers as Ismscope writes them ---------------------------------------------------------------------------------------------------------

local function hex(value)
  if type(value) == "number" then return string.format("0x%x", value) end
  return "0x" .. value:tohex():lower():gsub("^0+(.)", "%1")
end

local function count(value) return type(value) == "number" and string.format("%d", value) or tostring(value) end

local function plain(value) return type(value) == "number" and value or value:tonumber() end

local UNITS = { "KiB", "MiB", "GiB", "TiB", "PiB", "EiB" }
local function size(value)
  local n = plain(value)
  if n == 0 or n % 1024 ~= 0 then return count(value) .. (n == 1 and " byte" or " bytes") end
  local unit = 1
  n = n / 1024
  while n % 1024 == 0 do
    n = n / 1024
    unit = unit + 1
  end
  return string.format("%.0f %s", n, UNITS[unit])
end

local function duration(value)
  local nanos = plain(value)
  if nanos < 1000 then return string.format("%d ns", nanos) end
  local units = { " us", " ms", " s" }
  local unit, divisor, n = 1, 1000, math.floor(nanos / 1000)
  while n >= 1000 and unit < 3 do
    n = math.floor(n / 1000)
    divisor = divisor * 1000
    unit = unit + 1
  end
  if n >= 10 then return string.format("%.0f", n) .. units[unit] end
  return string.format("%d.%d", n, math.floor(nanos % divisor / (divisor / 10))) .. units[unit]
end

local function bit_words(name, value)
  local left = type(value) == "number" and UInt64.new(value) or value
  local said = {}
  for _, bit in ipairs(BITS[name] or {}) do
    local mask = UInt64.new(1):lshift(bit[1])
    if left:band(mask) == mask then
      said[#said + 1] = bit[2]
      left = left:band(mask:bnot())
    end
  end
  if left ~= UInt64.new(0) then said[#said + 1] = hex(left) end
  return table.concat(said, "|")
end

local function word(name, value) return words[name] and words[name][plain(value)] end

-- Taking bytes ----------------------------------------------------------------------------------------------------------------------------

-- A cursor: from `at` to `stop`; `cut` when a field was missing bytes.
local function cursor(tvb, at, stop, tree) return { tvb = tvb, at = at, stop = stop, tree = tree, cut = false, items = {} } end
local function left(c) return c.stop - c.at end

local function fault(item, text) item:add_proto_expert_info(malformed, text) end

local function missing(c, name, wanted)
  local there = left(c)
  if there > 0 then
    local item = c.tree:add(c.tvb(c.at, there), name .. " is cut short")
    fault(item, string.format("%s is cut short: %d bytes expected, %d there", name, wanted, there))
  else
    fault(c.tree, string.format("%s is missing: %d bytes expected", name, wanted))
  end
  c.at = c.stop
  c.cut = true
end

-- Takes a number; a Lua number up to four bytes, else UInt64.
local function number(c, name, width)
  if c.cut then return nil end
  if left(c) < width then
    missing(c, name, width)
    return nil
  end
  local range = c.tvb(c.at, width)
  local item = c.tree:add_le(fields[name], range)
  local value = width <= 4 and range:le_uint() or range:le_uint64()
  if BITS[name] then
    local said = bit_words(name, value)
    if said ~= "" then item:append_text(" (" .. said .. ")") end
  elseif types[name] == "uint64" and word(name, value) then
    item:append_text(" (" .. word(name, value) .. ")")
  end
  c.items[name] = item
  c.at = c.at + width
  return value
end

-- Takes `length` bytes as they are, or as text.
local function bytes(c, name, length)
  if c.cut or length == 0 then return end
  if length > left(c) then
    missing(c, name, length)
    return
  end
  local range = c.tvb(c.at, length)
  if types[name] == "string" then
    c.text = range:string(ENC_UTF_8)
    c.items[name] = c.tree:add(fields[name], range, c.text)
  else
    c.items[name] = c.tree:add(fields[name], range)
  end
  c.at = c.at + length
end

local function trailing(c, name, text)
  if left(c) <= 0 then return end
  local item = c.tree:add(fields[name], c.tvb(c.at, left(c)))
  if text then fault(item, text) end
  c.at = c.stop
end

local function generated(c, name, value) c.tree:add(fields[name], value):set_generated() end

-- What is to be taken or told right behind a field.
local behind = {}

-- Takes a structure's fixed part. Returns values by name.
local function structure(c, parts)
  local values = {}
  for _, part in ipairs(parts) do
    local name, width = part[1], part[2]
    local there = not part.optional or part.optional == "any" and left(c) > 0 or part.optional == "exact" and left(c) == width
    if width == 0 then
      bytes(c, name, left(c))
    elseif there then
      local value = number(c, name, width)
      values[name] = value
      if value and part.counts then bytes(c, part.counts, plain(value)) end
      if value and behind[name] then behind[name](c, value, values) end
    end
  end
  return values
end

-- A group over the bytes from the cursor to `stop`. Returns a cursor over its parts.
local function group(c, name, stop, label, text)
  local item = c.tree:add(fields[name], c.tvb(c.at, stop - c.at), text)
  item:set_text(text ~= "" and label .. ": " .. text or label)
  local part = cursor(c.tvb, c.at, stop, item)
  c.at = stop
  return part, item
end

-- What the first bytes of a group say, before it is a group: a number, 0 if it is not there.
local function peek(c, skipped, width)
  if left(c) < skipped + width then return width == 8 and UInt64.new(0) or 0 end
  local range = c.tvb(c.at + skipped, width)
  return width == 8 and range:le_uint64() or range:le_uint()
end

-- What other records say ------------------------------------------------------------------------------------------------------------------

local function peer(c, devid)
  local name = seen.names[tostring(devid)]
  if name then generated(c, "ism.peer", name) end
end
for _, name in ipairs({ "ism.grant.devid", "ism.region.creator", "ism.cmd.peer_devid", "ism.event.devid" }) do behind[name] = peer end

local function chain_key(tvb, at) return tostring(tvb(16, 8):le_uint64()) .. "/" .. tostring(tvb(at, 4):le_uint()) end

local function command_at(tvb, queue)
  if queue ~= 0 or tvb:len() < HEADER_LENGTH + 18 then return nil end
  return tvb(HEADER_LENGTH + 16, 1):uint() * 256 + tvb(HEADER_LENGTH + 17, 1):uint()
end

local learn = {}

learn[1] = function(tvb, at, frame) -- DEVICE_ADDED
  if tvb:len() < at + 42 then return end
  local length = tvb(at + 40, 2):le_uint()
  if tvb:len() < at + 42 + length then return end
  local devid, name = tostring(tvb(at, 8):le_uint64()), tvb(at + 42, length):string(ENC_UTF_8)
  seen.names[devid] = seen.names[devid] or name
  seen.notify[name] = seen.notify[name] or tvb(at + 24, 8):le_uint64()
end

learn[6] = function(tvb, at, frame) -- REQUEST
  if tvb:len() < at + 16 then return end
  seen.pending[chain_key(tvb, at)] = { frame = frame, command = command_at(tvb, tvb(at, 2):le_uint()) }
end

learn[7] = function(tvb, at, frame) -- REPLY
  if tvb:len() < at + 16 then return end
  local key = chain_key(tvb, at)
  local request = seen.pending[key]
  seen.pending[key] = nil
  if not request then return end
  local ack = tvb:len() > at + 16 and tvb(at + 16, 1):uint() or nil
  seen.requests[frame] = request
  seen.replies[request.frame] = { frame = frame, nanos = tvb(at + 8, 8):le_uint64(), ack = ack }
end

learn[11] = function(tvb, at, frame) -- REGION_CREATED
  if tvb:len() < at + 16 then return end
  local token = tostring(tvb(24, 8):le_uint64())
  seen.regions[token] = seen.regions[token] or { frame = frame }
end

-- Bodies: what follows the fixed part -----------------------------------------------------------------------------------------------------

local ACK_OK, ACK_E2BIG = 0, 7

local function ack_text(code)
  return string.format("%s (%d): %s", word("ism.ack", code) or "unknown", code, ACK_WORDS[code] or ACK_WORDS.unknown)
end

-- Takes the areas behind their number.
local function areas(c, told)
  local there = math.floor(left(c) / AREA_LENGTH)
  if plain(told) ~= there then fault(c.items["ism.areas"], there .. " areas are there") end
  local i = 0
  while i < plain(told) and left(c) > 0 do
    local stop = math.min(c.at + AREA_LENGTH, c.stop)
    local whole = stop - c.at == AREA_LENGTH
    local text = whole and size(peek(c, 8, 8)) .. " at " .. hex(peek(c, 0, 8)) or ""
    local area, item = group(c, "ism.area", stop, "Area " .. i, text)
    structure(area, AREA)
    if area.cut then fault(item, "cut short") end
    i = i + 1
  end
end
behind["ism.areas"] = areas

local function command_name(class, code)
  local known = COMMANDS[class * 256 + code]
  return string.format("%s (%d.%d)", known and known.name or "unknown", class, code)
end

local function command(c)
  local class, code = peek(c, 0, 1), peek(c, 1, 1)
  local known = left(c) >= 2 and COMMANDS[class * 256 + code] or nil
  local name = known and command_name(class, code) or string.format("unknown (%d.%d)", class, code)
  local part, item = group(c, "ism.cmd", c.stop, "Command", name)
  if known then
    local values = structure(part, known)
    if values["ism.size"] == UInt64.new(0) then fault(part.items["ism.size"], "a region of no bytes") end
    trailing(part, "ism.trailing", "more than the command has")
    if part.cut then fault(item, "cut short") end
  else
    number(part, "ism.cmd.class", 1)
    number(part, "ism.cmd.number", 1)
    fault(item, part.cut and "too short for class and number" or "the draft has no such command")
    trailing(part, "ism.raw")
  end
  return known and known.name or "unknown command"
end

local after = {}

-- Most bodies say their fixed part in a line, and that is all.
local function said(name, values)
  local value = values[name]
  if not value then return "" end
  if BITS[name] then
    local text = bit_words(name, value)
    return text == "" and "none" or text
  end
  return word(name, value) or count(value)
end

after[1] = function(c, values) -- DEVICE_ADDED
  return "device of " .. (values["ism.device.window_size"] and size(values["ism.device.window_size"]) or "?") .. " joins"
end

after[2] = function(c, values) return "device leaves: " .. said("ism.device.reason", values) end

after[3] = function(c, values) return "status " .. said("ism.status.before", values) .. " -> " .. said("ism.status.after", values) end

after[5] = function(c, values) -- QUEUE
  local state = values["ism.queue.enabled"] == 0 and " disabled: " or " enabled: "
  return said("ism.queue.index", values) .. state .. said("ism.queue.layout", values) .. ", " .. said("ism.queue.size", values) .. " descriptors"
end

after[10] = function(c, values) return "interrupt vector " .. said("ism.interrupt.vector", values) .. ": " .. said("ism.interrupt.cause", values) end

after[12] = function() return "region freed" end

after[13] = function(c, values) return "region mapped: " .. said("ism.rights", values) end

after[14] = function(c, values) return "region unmapped: " .. said("ism.unmapped.reason", values) end

after[15] = function(c, values) return "rights " .. said("ism.rights", values) end

after[16] = function(c, values) -- CONTENT
  local offset = values["ism.content.offset"]
  return offset and said("ism.content.length", values) .. " bytes at " .. hex(offset) .. ", " .. said("ism.content.quality", values)
end

after[17] = function(c, values) -- ACCESS
  local offset, value = values["ism.access.offset"], values["ism.access.value"]
  return value and said("ism.access.store", values) .. " of " .. said("ism.access.width", values) .. " bytes at " .. hex(offset) .. ": " .. hex(value)
end

after[20] = function(c) return c.text end -- MARK

after[4] = function(c, values) -- FEATURES
  local offered, accepted = values["ism.features.offered"], values["ism.features.accepted"]
  if not accepted then return end
  if accepted:band(offered:bnot()) ~= UInt64.new(0) then fault(c.items["ism.features.accepted"], "accepted what was not offered") end
  local declined = bit_words("ism.features.offered", offered:band(accepted:bnot()))
  generated(c, "ism.features.declined", declined == "" and "none" or declined)
end

after[6] = function(c, values, r) -- REQUEST
  local readable = values["ism.chain.readable"]
  local info = "buffer"
  if not c.cut and values["ism.queue.index"] == 0 and readable and readable > 0 then info = command(c) end
  local reply = seen.replies[r.frame]
  if not reply then return info end
  generated(c, "ism.response_in", reply.frame)
  if reply.ack then generated(c, "ism.result", ack_text(reply.ack)) end
  generated(c, "ism.response_time", duration(reply.nanos))
  generated(c, "ism.latency", reply.nanos)
  return info .. " -> " .. (reply.ack and (word("ism.ack", reply.ack) or tostring(reply.ack)) or "no ack") .. ", " .. duration(reply.nanos)
end

after[7] = function(c, values, r) -- REPLY
  if c.cut then return end
  local request = seen.requests[r.frame]
  local known = request and COMMANDS[request.command or -1]
  local to = not request and "to a request that was not captured" or "to " .. (known and known.name or "an unknown command")
  local ack
  if left(c) > 0 then
    local part, item = group(c, "ism.reply", c.stop, "Reply", to)
    ack = structure(part, REPLY)["ism.ack"]
    if ack and not word("ism.ack", ack) then fault(part.items["ism.ack"], "none of the draft's acks") end
    if ack and ack ~= ACK_OK then part.items["ism.ack"]:add_proto_expert_info(refused, ack_text(ack)) end
    if known and known.areas and (ack == ACK_OK or ack == ACK_E2BIG and left(part) > 0) then
      if known.name == "ALLOC_REGION" then number(part, "ism.reply.token", 8) end
      local told = number(part, "ism.areas", 8)
      if told and ack == ACK_OK then areas(part, told) end
    end
    trailing(part, "ism.trailing", known and "more than the reply has" or nil)
    if part.cut then fault(item, "cut short") end
  end
  if request then
    generated(c, "ism.response_to", request.frame)
    if request.command then generated(c, "ism.cmd", command_name(math.floor(request.command / 256), request.command % 256)) end
  end
  return "reply " .. to .. ": " .. (ack and (word("ism.ack", ack) or tostring(ack)) or "nothing")
end

after[8] = function(c, values) -- EVENT
  if c.cut or left(c) == 0 then return "buffer given back empty" end
  local kind = peek(c, 0, 8)
  local known = word("ism.event.type", kind)
  local name = known or "event type " .. count(kind)
  local used = plain(values["ism.chain.used"] or 0)
  local written = used > 0 and used < left(c) and used or left(c)
  local part, item = group(c, "ism.event", c.at + written, "Event", name)
  local type_of = structure(part, known and known ~= "UPDATE" and EVENT or UPDATE_EVENT)["ism.event.type"]
  if type_of and not known then fault(part.items["ism.event.type"], "the draft has no such event") end
  trailing(part, "ism.trailing", "more than the event has")
  if part.cut then fault(item, "cut short") end
  if left(c) > 0 then number(c, "ism.event.buffers", 2) end
  return name
end

after[9] = function(c, values, r) -- DOORBELL
  local offset, notify = values["ism.doorbell.offset"], seen.notify[r.vm]
  local info = offset and "doorbell at " .. hex(offset)
  if not offset or not notify or notify == UInt64.new(0) then return info end
  local chunk = offset / notify
  generated(c, "ism.doorbell.chunk", tostring(chunk))
  return info .. ", chunk " .. tostring(chunk)
end

after[11] = function(c, values) -- REGION_CREATED
  return values["ism.size"] and "region of " .. size(values["ism.size"]) .. " created"
end

after[18] = function(c, values, r) -- VIOLATION
  local code = values["ism.violation.rule"]
  local item = code and c.items["ism.violation.rule"]
  local rule = code and RULES[code]
  if rule then
    item:append_text(" " .. rule[1])
    item:add_proto_expert_info(rule_experts[code])
    generated(c, "ism.violation.summary", rule[4])
    generated(c, "ism.violation.clause", rule[5])
    return rule[1] .. " " .. rule[2] .. ": " .. rule[4]
  end
  if item then item:add_proto_expert_info(unknown_rule) end
end

after[19] = function(c, values) -- LOST
  local amount, reason = values["ism.lost.count"], values["ism.lost.reason"]
  if not reason then return end
  local text = count(amount) .. (plain(amount) == 1 and " record" or " records") .. " lost: " .. (word("ism.lost.reason", reason) or "")
  c.items["ism.lost.count"]:add_proto_expert_info(lost, text)
  return text
end

after[23] = function(c, values) -- SWALLOWED
  local reason = values["ism.swallowed.reason"]
  return reason and "swallowed: " .. (word("ism.swallowed.reason", reason) or "")
end

-- Findings --------------------------------------------------------------------------------------------------------------------------------

local SEVERITY_CODE = { CHAT = 0, NOTE = 1, WARN = 2, ERROR = 3 }

-- A line as "ISM-1005 missing-grant: vm2 lacks ... (proof: #55, #57)"; any other is a person's note.
local function finding(line, tree)
  local digits, name = line:match("^ISM%-(%d%d%d%d) ([%w-]+): ")
  local code = tonumber(digits)
  local rule = code and (LINT_RULES[code] or RULES[code])
  if not rule or rule[2] ~= name then return end
  local item = tree:add(finding_field, line):set_generated()
  item:add(finding_rule, code):set_generated()
  item:add(finding_severity, SEVERITY_CODE[rule[3]]):set_generated()
  for number in (line:match(" %(proof: ([^()]*)%)$") or ""):gmatch("#(%d+)") do
    -- A frame number has 32 bits; a note may say anything.
    if #number <= 9 and tonumber(number) > 0 then item:add(finding_proof, tonumber(number)):set_generated() end
  end
  item:add_proto_expert_info(rule_experts[code], line)
end

local function findings(tree)
  for _, comment in ipairs({ comments() }) do
    for line in tostring(comment):gmatch("[^\r\n]+") do finding(line, tree) end
  end
end

-- A record --------------------------------------------------------------------------------------------------------------------------------

-- Takes a body. Returns what to say of it in a line.
local function body(c, kind, r)
  local values = structure(c, kind)
  local info = after[kind.code] and after[kind.code](c, values, r)
  local region = seen.regions[r.token]
  if r.token ~= "0" and kind.code ~= 11 and region and region.frame < r.frame then
    generated(c, "ism.region.created_in", region.frame)
  end
  if #kind > 0 then trailing(c, "ism.trailing", "more than the record's kind has") end
  return info
end

local function columns(pinfo, kind, info, token, vm)
  pinfo.cols.protocol = "ISM"
  pinfo.cols.src = vm
  local line = info and info ~= "" and info or (kind and kind.name or "UNKNOWN"):lower()
  if token ~= UInt64.new(0) then line = line .. ", region " .. hex(token) end
  pinfo.cols.info = line
end

function ism.dissector(tvb, pinfo, tree)
  if tvb:len() < HEADER_LENGTH or tvb(0, 4):le_uint() ~= MAGIC then return 0 end
  local version, code, flags = tvb(4, 1):uint(), tvb(5, 1):uint(), tvb(6, 2):le_uint()
  local token = tvb(24, 8):le_uint64()
  local name = interface_name()
  local r = { frame = pinfo.number, vm = name and tostring(name) or "", token = tostring(token) }
  local kind = version == VERSION and KINDS[code] or nil
  if kind and learn[code] and not pinfo.visited then learn[code](tvb, HEADER_LENGTH, r.frame) end
  local top = tree:add(ism, tvb())
  top:append_text(", " .. (kind and kind.name or "unknown"))
  top:add(vm_field, r.vm):set_generated()
  local record = cursor(tvb, 0, tvb:len(), top)
  local header = group(record, "ism.header", HEADER_LENGTH, "Record header", bit_words("ism.flags", flags))
  structure(header, HEADER)
  local info
  if not kind then
    trailing(record, "ism.raw", "this version does not know what this means")
  elseif #kind == 0 then
    info = body(record, kind, r)
    trailing(record, "ism.trailing", "more than the record's kind has")
  elseif left(record) == 0 then
    fault(top, "the body is missing")
  else
    local part, item = group(record, "ism.body", tvb:len(), kind.name, "")
    info = body(part, kind, r)
    if part.cut then fault(item, "cut short") end
  end
  findings(top)
  columns(pinfo, kind, info, token, r.vm)
  return tvb:len()
end

for code, kind in pairs(KINDS) do kind.code = code end

-- Captures say USER0; files of later versions may say a number that Wireshark has no name for, which it keeps under encapsulation 0.
local encapsulations = DissectorTable.get("wtap_encap")
encapsulations:add(wtap.USER0, ism)
encapsulations:add(0, ism)
