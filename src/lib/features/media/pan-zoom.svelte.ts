import type { Attachment } from 'svelte/attachments';

const CLOSEST = 6;
const TAPPED = 2.5;
const STEP = 1.5;
/** A press that moved less is a tap; one that moved more, a swipe. */
const TAP_PX = 8;
const SWIPE_PX = 60;
const DOUBLE_TAP_MS = 300;
/** As long as the transition of what is let go. */
const LEAVE_MS = 140;

interface Point {
  x: number;
  y: number;
}

/** What a finger can ask of a picture that is not enlarged. */
export interface Swipes {
  left(): void;
  right(): void;
  down(): void;
}

/** A picture that can be enlarged and moved: wheel, pinch, double tap, drag. Places are from the middle of the stage. */
export class PanZoom {
  scale = $state(1);
  x = $state(0);
  y = $state(0);
  /** While a finger holds it, nothing is animated. */
  held = $state(false);
  #stage: HTMLElement | undefined;
  // Only gestures read it.
  #fingers: (Point & { id: number })[] = [];
  #start: Point | undefined;
  #spread = 0;
  #tapped = -Infinity;

  constructor(private readonly swipes: Swipes) {}

  get transform(): string {
    return `translate(${this.x}px, ${this.y}px) scale(${this.scale})`;
  }

  reset(): void {
    this.scale = 1;
    this.x = this.y = 0;
  }

  closer(): void {
    this.#zoom(this.scale * STEP, { x: 0, y: 0 });
  }

  farther(): void {
    this.#zoom(this.scale / STEP, { x: 0, y: 0 });
  }

  readonly stage: Attachment<HTMLElement> = (stage) => {
    this.#stage = stage;
    const listeners = {
      pointerdown: (event: PointerEvent) => this.#down(event),
      pointermove: (event: PointerEvent) => this.#move(event),
      pointerup: (event: PointerEvent) => this.#up(event),
      pointercancel: (event: PointerEvent) => this.#lift(event),
    };
    const wheel = (event: WheelEvent) => this.#wheel(event);
    stage.addEventListener('wheel', wheel, { passive: false });
    for (const type of ['pointerdown', 'pointermove', 'pointerup', 'pointercancel'] as const)
      stage.addEventListener(type, listeners[type]);
    return () => {
      stage.removeEventListener('wheel', wheel);
      for (const type of ['pointerdown', 'pointermove', 'pointerup', 'pointercancel'] as const)
        stage.removeEventListener(type, listeners[type]);
    };
  };

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    this.#zoom(this.scale * Math.exp(-event.deltaY / 400), this.#placeOf(event));
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.#stage?.setPointerCapture(event.pointerId);
    const point = this.#placeOf(event);
    this.#fingers.push({ id: event.pointerId, ...point });
    this.#start = this.#fingers.length === 1 ? point : undefined;
    this.#spread = this.#spreadNow();
    this.held = true;
  }

  #move(event: PointerEvent): void {
    const before = this.#fingers.find(({ id }) => id === event.pointerId);
    if (!before) return;
    const point = this.#placeOf(event);
    const [dx, dy] = [point.x - before.x, point.y - before.y];
    Object.assign(before, point);
    if (this.#fingers.length > 1) this.#pinch();
    else if (this.scale > 1) this.#pan(dx, dy);
    else if (this.#start) this.#follow(point.x - this.#start.x, point.y - this.#start.y);
  }

  /** One that is not enlarged shows where it would go: aside, or down. */
  #follow(dx: number, dy: number): void {
    const isAside = Math.abs(dx) > Math.abs(dy);
    this.x = isAside ? dx : 0;
    this.y = isAside ? 0 : Math.max(0, dy);
  }

  #pinch(): void {
    const spread = this.#spreadNow();
    const [first, second] = this.#fingers;
    if (!first || !second || this.#spread === 0) return;
    const middle = { x: (first.x + second.x) / 2, y: (first.y + second.y) / 2 };
    this.#zoom((this.scale * spread) / this.#spread, middle);
    this.#spread = spread;
  }

  #up(event: PointerEvent): void {
    const start = this.#start;
    const end = this.#placeOf(event);
    this.#lift(event);
    if (!start) return;
    const [dx, dy] = [end.x - start.x, end.y - start.y];
    if (Math.hypot(dx, dy) < TAP_PX) this.#tap(event.timeStamp, end);
    else if (this.scale === 1) this.#swipe(dx, dy);
  }

  #lift({ pointerId }: PointerEvent): void {
    this.#fingers = this.#fingers.filter(({ id }) => id !== pointerId);
    this.#start = undefined;
    this.#spread = this.#spreadNow();
    this.held = this.#fingers.length > 0;
    if (!this.held && this.scale === 1) this.reset();
  }

  #tap(at: number, place: Point): void {
    const again = at - this.#tapped < DOUBLE_TAP_MS;
    this.#tapped = again ? -Infinity : at;
    if (again) this.#zoom(this.scale > 1 ? 1 : TAPPED, place);
  }

  #swipe(dx: number, dy: number): void {
    if (Math.abs(dx) > SWIPE_PX && Math.abs(dx) > Math.abs(dy)) {
      if (dx < 0) this.swipes.left();
      else this.swipes.right();
    } else if (dy > SWIPE_PX * 1.5) this.#leave();
  }

  /** Out of sight first. */
  #leave(): void {
    this.y = this.#stage?.clientHeight ?? 0;
    setTimeout(() => this.swipes.down(), LEAVE_MS);
  }

  /** Enlarges around a place, which stays under the finger. */
  #zoom(to: number, place: Point): void {
    const scale = Math.min(CLOSEST, Math.max(1, to));
    const by = scale / this.scale;
    this.scale = scale;
    this.#pan((place.x - this.x) * (1 - by), (place.y - this.y) * (1 - by));
  }

  /** No further than its edge. */
  #pan(dx: number, dy: number): void {
    const most = this.#beyond();
    this.x = Math.min(most.x, Math.max(-most.x, this.x + dx));
    this.y = Math.min(most.y, Math.max(-most.y, this.y + dy));
  }

  /** How much of the picture lies beyond each edge of the stage. */
  #beyond(): Point {
    const { clientWidth = 0, clientHeight = 0 } = this.#stage ?? {};
    const { naturalWidth, naturalHeight } = this.#stage?.querySelector('img') ?? new Image();
    const fit = Math.min(clientWidth / naturalWidth, clientHeight / naturalHeight) * this.scale;
    return {
      x: Math.max(0, naturalWidth * fit - clientWidth) / 2,
      y: Math.max(0, naturalHeight * fit - clientHeight) / 2,
    };
  }

  #spreadNow(): number {
    const [first, second] = this.#fingers;
    return first && second ? Math.hypot(first.x - second.x, first.y - second.y) : 0;
  }

  #placeOf({ clientX, clientY }: MouseEvent): Point {
    const box = this.#stage?.getBoundingClientRect();
    if (!box) return { x: 0, y: 0 };
    return { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 };
  }
}
