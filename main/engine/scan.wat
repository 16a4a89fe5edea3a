;; Passes over the lines that a packet log mostly consists of, and counts line ends, sixteen bytes at
;; a time; scan.ts drives it and lays out the memory. scan.test.ts assembles this text and compares
;; the module with scan-module.ts, and what it does with a plain loop.
;;
;; It knows no word of PuTTY's: headers are compared with patterns that scan.ts puts into memory.
(module
  (memory (export "memory") 34)

  ;; What packet is being read: the number of a header pattern.
  (global $kind (export "kind") (mut i32) (i32.const 0))
  ;; Bytes that its dump showed so far.
  (global $shown (export "shown") (mut i32) (i32.const 0))
  ;; Bytes of session data in the packets that ended.
  (global $received (export "received") (mut i32) (i32.const 0))
  (global $lines (export "lines") (mut i32) (i32.const 0))
  ;; Where the patterns stand in memory, 64 bytes each: of the two directions, then of the kinds.
  (global $directions (mut i32) (i32.const 0))
  (global $kinds (mut i32) (i32.const 0))

  (func (export "place") (param $directions i32) (param $kinds i32)
    (global.set $directions (local.get $directions))
    (global.set $kinds (local.get $kinds)))

  ;; Line ends from $at on, before $end.
  (func (export "count") (param $at i32) (param $end i32) (result i32)
    (local $count i32) (local $found i32)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $found
          (i8x16.bitmask (i8x16.eq (v128.load (local.get $at)) (i8x16.splat (i32.const 10)))))
        ;; What stands behind the end does not count.
        (if (i32.lt_u (i32.sub (local.get $end) (local.get $at)) (i32.const 16))
          (then
            (local.set $found
              (i32.and
                (local.get $found)
                (i32.sub
                  (i32.shl (i32.const 1) (i32.sub (local.get $end) (local.get $at)))
                  (i32.const 1))))))
        (local.set $count (i32.add (local.get $count) (i32.popcnt (local.get $found))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $next)))
    (local.get $count))

  ;; The first line end at or after $at; $end or more if there is none before.
  (func $lineEnd (param $at i32) (param $end i32) (result i32)
    (local $found i32)
    (loop $next
      (local.set $found
        (i8x16.bitmask (i8x16.eq (v128.load (local.get $at)) (i8x16.splat (i32.const 10)))))
      (if (local.get $found)
        (then (return (i32.add (local.get $at) (i32.ctz (local.get $found))))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $next (i32.lt_u (local.get $at) (local.get $end))))
    (local.get $end))

  ;; Whether the bytes at $at are those of the pattern, whose length is 16 to 62.
  (func $equal (param $at i32) (param $pattern i32) (param $length i32) (result i32)
    (local $index i32)
    (loop $next
      (if (i32.eqz
            (i8x16.all_true
              (i8x16.eq
                (v128.load (i32.add (local.get $at) (local.get $index)))
                (v128.load (i32.add (local.get $pattern) (local.get $index))))))
        (then (return (i32.const 0))))
      (local.set $index (i32.add (local.get $index) (i32.const 16)))
      (br_if $next
        (i32.le_u (i32.add (local.get $index) (i32.const 16)) (local.get $length))))
    ;; The rest, together with bytes that were compared already.
    (i8x16.all_true
      (i8x16.eq
        (v128.load (i32.sub (i32.add (local.get $at) (local.get $length)) (i32.const 16)))
        (v128.load (i32.sub (i32.add (local.get $pattern) (local.get $length)) (i32.const 16))))))

  ;; Where the line after the header at $at starts, and $kind is its kind; 0 if it is none of ours.
  ;; A pattern's length stands behind it; it is read in place, which is faster than by a function.
  (func $header (param $at i32) (result i32)
    (local $direction i32) (local $type i32) (local $byte i32) (local $pattern i32)
    (local $digits i32)
    ;; The directions begin with different letters.
    (local.set $pattern (global.get $directions))
    (if (i32.ne (i32.load8_u (local.get $at)) (i32.load8_u (local.get $pattern)))
      (then
        (local.set $direction (i32.const 1))
        (local.set $pattern (i32.add (local.get $pattern) (i32.const 64)))))
    (if (i32.eqz
          (call $equal (local.get $at) (local.get $pattern) (i32.load8_u offset=62 (local.get $pattern))))
      (then (return (i32.const 0))))
    (local.set $at (i32.add (local.get $at) (i32.load8_u offset=62 (local.get $pattern))))

    ;; The packet's number, one to eight digits in hex.
    (local.set $digits (local.get $at))
    (block $ended
      (loop $next
        (local.set $byte (i32.load8_u (local.get $at)))
        (br_if $ended
          (i32.and
            (i32.gt_u (i32.sub (local.get $byte) (i32.const 48)) (i32.const 9))
            (i32.gt_u (i32.sub (local.get $byte) (i32.const 97)) (i32.const 5))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $next)))
    (if (i32.gt_u
          (i32.sub (i32.sub (local.get $at) (local.get $digits)) (i32.const 1))
          (i32.const 7))
      (then (return (i32.const 0))))

    ;; `, type 94`: the kinds stand in the order of their types, from 90 to 100.
    (local.set $type (i32.sub (i32.load8_u offset=8 (local.get $at)) (i32.const 48)))
    (if (i32.gt_u (local.get $type) (i32.const 9)) (then (return (i32.const 0))))
    (if (i32.ne (i32.load8_u offset=7 (local.get $at)) (i32.const 57))
      (then
        ;; Of those that begin otherwise, the pattern lets pass only this one.
        (local.set $type (i32.const 10))))
    (local.set $type
      (i32.add (local.get $type) (i32.mul (local.get $direction) (i32.const 11))))
    (local.set $pattern
      (i32.add (global.get $kinds) (i32.mul (local.get $type) (i32.const 64))))
    (if (i32.eqz (i32.load8_u offset=62 (local.get $pattern))) (then (return (i32.const 0))))
    (if (i32.eqz
          (call $equal (local.get $at) (local.get $pattern) (i32.load8_u offset=62 (local.get $pattern))))
      (then (return (i32.const 0))))
    (local.set $at (i32.add (local.get $at) (i32.load8_u offset=62 (local.get $pattern))))

    (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 13))
      (then (local.set $at (i32.add (local.get $at) (i32.const 1)))))
    (if (i32.ne (i32.load8_u (local.get $at)) (i32.const 10)) (then (return (i32.const 0))))
    (global.set $kind (local.get $type))
    (i32.add (local.get $at) (i32.const 1)))

  ;; A packet is complete: what it showed counts if its kind is session data, less what stands
  ;; before the data. The byte behind a pattern's length says how much that is, plus one; 0: no data.
  (func $complete (param $kind i32)
    (local $frame i32)
    (local.set $frame
      (i32.load8_u offset=63
        (i32.add (global.get $kinds) (i32.mul (local.get $kind) (i32.const 64)))))
    (if (i32.eqz (local.get $frame)) (then (return)))
    (local.set $frame (i32.sub (local.get $frame) (i32.const 1)))
    (if (i32.gt_s (global.get $shown) (local.get $frame))
      (then
        (global.set $received
          (i32.add (global.get $received)
            (i32.sub (global.get $shown) (local.get $frame)))))))

  ;; From the start of a line at $at over rows of dumps and headers that are ours, at most to $end.
  ;; Returns the start of the first line that is neither, or is not whole.
  (func (export "hop") (param $at i32) (param $end i32) (result i32)
    (local $next i32) (local $before i32) (local $bytes i32) (local $found i32)
    (block $stop
      (loop $line
        (br_if $stop (i32.ge_u (local.get $at) (local.get $end)))
        (if (i32.eq (i32.load16_u (local.get $at)) (i32.const 0x2020))
          (then
            ;; `  (12 bytes omitted)` stands for data.
            (br_if $stop (i32.eq (i32.load8_u offset=2 (local.get $at)) (i32.const 40)))
            ;; Where PuTTY writes a row, its line end is at the 64th to the 79th byte.
            (local.set $found
              (i8x16.bitmask
                (i8x16.eq
                  (v128.load offset=63 (local.get $at))
                  (i8x16.splat (i32.const 10)))))
            (if (i32.or
                  (i32.eqz (local.get $found))
                  (v128.any_true
                    (v128.or
                      (v128.or
                        (i8x16.eq (v128.load (local.get $at)) (i8x16.splat (i32.const 10)))
                        (i8x16.eq
                          (v128.load offset=16 (local.get $at))
                          (i8x16.splat (i32.const 10))))
                      (v128.or
                        (i8x16.eq
                          (v128.load offset=32 (local.get $at))
                          (i8x16.splat (i32.const 10)))
                        (i8x16.eq
                          (v128.load offset=47 (local.get $at))
                          (i8x16.splat (i32.const 10)))))))
              (then
                (local.set $next (call $lineEnd (local.get $at) (local.get $end))))
              (else
                (local.set $next
                  (i32.add
                    (i32.add (local.get $at) (i32.const 63))
                    (i32.ctz (local.get $found))))))
            (br_if $stop (i32.ge_u (local.get $next) (local.get $end)))
            ;; 61 characters stand before those that show the bytes.
            (local.set $bytes
              (i32.sub
                (i32.sub (i32.sub (local.get $next) (local.get $at)) (i32.const 61))
                (i32.eq
                  (i32.load8_u (i32.sub (local.get $next) (i32.const 1)))
                  (i32.const 13))))
            (if (i32.gt_s (local.get $bytes) (i32.const 16))
              (then (local.set $bytes (i32.const 16))))
            (if (i32.gt_s (local.get $bytes) (i32.const 0))
              (then (global.set $shown (i32.add (global.get $shown) (local.get $bytes)))))
            (local.set $at (i32.add (local.get $next) (i32.const 1))))
          (else
            (local.set $before (global.get $kind))
            (local.set $next (call $header (local.get $at)))
            (br_if $stop (i32.eqz (local.get $next)))
            (if (i32.gt_u (local.get $next) (local.get $end))
              (then
                (global.set $kind (local.get $before))
                (br $stop)))
            (call $complete (local.get $before))
            (global.set $shown (i32.const 0))
            (local.set $at (local.get $next))))
        (global.set $lines (i32.add (global.get $lines) (i32.const 1)))
        (br $line)))
    (local.get $at)))
