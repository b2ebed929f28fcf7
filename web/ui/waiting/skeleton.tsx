/** The page's outline while its school is on the way. */
export function Skeleton() {
  return (
    <div class="shell skeleton" aria-busy="true">
      <div class="sidebar">
        <div class="bone tile" />
      </div>
      <main class="page">
        <h1 class="visually-hidden">Loading your school</h1>
        <div class="top">
          <div class="bone title" />
        </div>
        <div class="bone list" />
      </main>
      <div class="aside" />
    </div>
  );
}

/** A page's outline while its code is on the way. */
export function Waiting(props: { title: string }) {
  return (
    <div class="waiting" aria-busy="true">
      <header class="top">
        <h1>{props.title}</h1>
      </header>
      <div class="bone list" />
    </div>
  );
}
